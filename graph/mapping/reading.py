"""Read a mapping file: TOML, of which every word must be known and every name defined."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from graph.errors import MappingError
from graph.mapping.checking import check
from graph.mapping.format import ClaimRule, Dataset, Kind, ListRule, Mapping, ThingRule, ValueRule
from graph.mapping.sections import Section

SHIPPED = Path(__file__).resolve().parent.parent / "mappings"
SUFFIX = ".toml"
_PLACE = re.compile(r"\[([\w.-]+)\](?: ([\w-]+))?")


def shipped_mappings() -> tuple[str, ...]:
    """Return the names of the mappings that come with armsgraph."""
    return tuple(sorted(path.stem for path in SHIPPED.glob(f"*{SUFFIX}")))


def read_mapping(given: str | Path) -> Mapping:
    """Return the mapping that a name or a file gives.

    Parameters
    ----------
    given
        The name of one that comes with armsgraph, such as ``oryx``, or a TOML file.

    Raises
    ------
    MappingError
        If there is none, it is not TOML, or it says what cannot be carried out; the message names the place.

    Examples
    --------
    >>> read_mapping("oryx").key
    'id'
    """
    path = Path(given)
    if not path.is_file() and str(given) in shipped_mappings():
        path = SHIPPED / f"{given}{SUFFIX}"
    if path.exists() and not path.is_file():  # a pipe or a device may never end
        raise MappingError(f"The mapping {str(given)!r} is no ordinary file; give a TOML file.")
    try:
        content = path.read_bytes()
    except OSError as error:
        if path.exists():
            why = error.strerror or error
            raise MappingError(f"The mapping {str(given)!r} cannot be read: {why}.") from error
        raise MappingError(
            f"No mapping is called {str(given)!r}, and no file is there. "
            f"Give a TOML file or one of {', '.join(shipped_mappings())}."
        ) from error
    return mapping_of(content, str(given))


def mapping_of(content: bytes, called: str) -> Mapping:
    """Return the mapping that a TOML text holds; see `read_mapping`."""
    try:
        text = content.decode("utf-8")
        found = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"The mapping {called!r} is not TOML: {error}.") from error
    try:
        mapping = _mapping(Section(found, called, ""), hashlib.sha256(content).hexdigest())
        check(mapping, called)
    except MappingError as error:
        raise MappingError(_with_line(str(error), called, text)) from None
    return mapping


def _with_line(sentence: str, called: str, text: str) -> str:
    """Return what is wrong with a mapping, with the line of the section and key that it names."""
    named = _PLACE.search(sentence)
    if named is None:
        return sentence
    section, key = named[1], named[2]
    number, within = 0, False
    for place, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("["):
            within = line.strip().strip("[]").replace('"', "") == section
            number = place if within else number
        elif within and key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            number = place
    head = f"In the mapping {called!r}, "
    return sentence.replace(head, f"{head}line {number}, ", 1) if number else sentence


def _mapping(whole: Section, digest: str) -> Mapping:
    head, dataset = whole.section("import"), whole.section("dataset")
    found = Mapping(
        name=head.text("name", pattern=r"[a-z][a-z0-9-]*"),
        title=head.text("title"),
        key=head.text("key"),
        dataset=Dataset(
            dataset.text("title"),
            dataset.text("publisher"),
            *(dataset.text(name, "") for name in ("licence", "url", "source", "published")),
        ),
        values=tuple(_value(one, one.name) for one in whole.sections("values")),
        lists=tuple(_list(one) for one in whole.sections("lists")),
        things=tuple(_thing(one) for one in whole.sections("things")),
        claims=tuple(_claim(one) for one in whole.sections("claims")),
        digest=digest,
        known_by=head.texts("known_by"),
    )
    for section in (head, dataset, whole):
        section.require_all_read()
    return found


def _value(section: Section, name: str, field: str = "") -> ValueRule:
    columns = section.texts("columns") or section.texts("column")
    source = section.text("from", "")
    constant = section.text("constant", "")
    joined = section.texts("joined")
    if not columns and not source and not joined and not constant:
        columns = (field or name,)
    words = {key.casefold(): word for key, word in section.words("map").items()}
    found = ValueRule(
        name=name,
        columns=columns,
        kind=Kind(section.one_of("kind", tuple(Kind), Kind.TEXT)),
        source=source,
        joined=joined,
        constant=constant,
        required=section.flag("required"),
        replace=section.replacements("replace"),
        pattern=section.pattern("pattern"),
        words=words,
        match=section.replacements("match"),
        otherwise=section.text("otherwise", None),
        order=section.one_of("order", ("day-first", "month-first"), ""),
        decimal=section.one_of("decimal", (".", ","), "."),
        least=section.number("least"),
        most=section.number("most"),
        empty=frozenset(section.texts("empty")),
        optional_column=section.flag("optional_column"),
    )
    section.require_all_read()
    return found


def _list(section: Section) -> ListRule:
    fields = section.sections("fields")
    found = ListRule(
        name=section.name,
        column=section.text("column", ""),
        pattern=section.pattern("pattern"),
        split=section.pattern("split"),
        json=section.flag("json"),
        columns=section.texts("columns"),
        leave_out=frozenset(section.texts("leave_out")),
        keep=section.pattern("keep"),
        drop=section.pattern("drop"),
        fields=tuple(_value(one, one.name, one.name) for one in fields) or (ValueRule("item", ("item",)),),
        not_in=section.text("not_in", ""),
        optional_column=section.flag("optional_column"),
    )
    section.require_all_read()
    return found


def _thing(section: Section) -> ThingRule:
    optional = ("label", "definition", "title", "outlet", "published", "url")
    found = ThingRule(
        section.name,
        section.text("iri"),
        section.text("class"),
        **{name: section.text(name, "") for name in optional},
    )
    section.require_all_read()
    return found


def _claim(section: Section) -> ClaimRule:
    says: Any = section.raw("says")
    if not isinstance(says, list) or len(says) != 3 or not all(isinstance(one, str) for one in says[:2]):
        raise section.fault("says", "is a thing, a relation and a thing, value or truth value")
    optional = ("each", "made_on", "evidence", "reported_in")
    found = ClaimRule(
        section.name,
        (says[0], says[1], says[2]),
        section.text("by"),
        section.text("gloss"),
        one=section.flag("one"),
        when=section.choices("when"),
        stance=section.text("stance", "Asserts"),
        certainty=section.text("certainty", "Certain"),
        modality=section.text("modality", "Fact"),
        on_behalf_of=section.text("for", ""),
        relayed_from=section.texts("relayed_from"),
        relayed_from_said_by=section.texts("relayed_from_said_by"),
        **{name: section.text(name, "") for name in optional},
    )
    section.require_all_read()
    return found
