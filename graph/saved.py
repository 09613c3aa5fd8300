"""Perspectives with a name: those that ship as data, and those that users keep beside their store.

A kept perspective is one JSON file in ``DIR/perspectives``, for a server in the user's data folder; it
outlives every build of the store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import DataError, InputError, StoreError
from graph.files import write_file
from graph.layout import kept_beside
from graph.lexicon import properties, text_in_english
from graph.model import Modality, Status
from graph.namespaces import AG, SKOS
from graph.perspective import AsOf, Perspective, day_of
from graph.resources import application_query
from graph.store import MEMORY

if TYPE_CHECKING:
    from graph.store import Store

T = TypeVar("T")

FOLDER = "perspectives"
_SUFFIX = ".json"
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class NamedPerspective:
    """A perspective that has a name."""

    name: str
    perspective: Perspective
    definition: str = ""
    also: tuple[str, ...] = ()
    """Other names it answers to."""
    shipped: bool = False
    """True where it came with the data, False where a user keeps it."""

    def answers_to(self, name: str) -> bool:
        """Say whether this is the one called `name`, however it is capitalised.

        Examples
        --------
        >>> NamedPerspective("Moscow", Perspective(), also=("the Kremlin",)).answers_to("moscow")
        True
        """
        return name.strip().casefold() in {one.casefold() for one in (self.name, *self.also)}


def shipped_perspectives(store: Store) -> tuple[NamedPerspective, ...]:
    """Return the perspectives that came with the data of `store`, in the order of their names."""
    found = properties(store.select(application_query("perspectives")))
    return tuple(sorted((_shipped(said) for said in found.values()), key=lambda one: one.name.casefold()))


def kept_perspectives(location: str) -> tuple[NamedPerspective, ...]:
    """Return the perspectives that users keep beside the store at `location`, in the order of their names.

    Raises
    ------
    DataError
        If a file there is not one of ours; the message names it.
    """
    if location == MEMORY:
        return ()
    files = sorted(_folder(location).glob(f"*{_SUFFIX}"))
    return tuple(sorted(map(_read, files), key=lambda one: one.name.casefold()))


def readable_perspectives(location: str) -> tuple[NamedPerspective, ...]:
    """Return those of `kept_perspectives` that can be read: one broken file hides no other.

    Who asks for a name that is not among them asks `require_readable`, which says what is wrong.
    """
    if location == MEMORY:
        return ()
    found = []
    for file in sorted(_folder(location).glob(f"*{_SUFFIX}")):
        with suppress(DataError):
            found.append(_read(file))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def require_readable(location: str, name: str) -> None:
    """Raise a DataError if the file of a perspective called `name` is kept at `location`, but broken."""
    if location != MEMORY and _slug(name):
        path = _path(location, name)
        if path.is_file():
            _read(path)


def keep(location: str, named: NamedPerspective) -> Path:
    """Keep `named` beside the store at `location`, in place of one of the same name, and return its file.

    Raises
    ------
    InputError
        If the name is empty or no file can be called so, if the file is that of a perspective of another
        name, or the store is in memory.
    StoreError
        If the machine refuses to write.
    """
    path = _path(location, named.name)
    if _is_of_another(path, named.name):
        raise InputError(
            f"The file of a perspective called {named.name!r} would be {path.name}, which keeps one of "
            "another name; give a name with other letters or digits."
        )
    content = {"name": named.name, "definition": named.definition, **asdict(named.perspective)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{str(path.parent)!r} cannot be made ({error.strerror}).") from error
    write_file(path, [json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8"), b"\n"])
    return path


def drop(location: str, name: str) -> None:
    """Forget the perspective called `name` that is kept beside the store at `location`.

    Raises
    ------
    InputError
        If none is kept under this name; those that are get listed.
    StoreError
        If the machine refuses to remove its file.
    """
    path = _path(location, name)
    if not path.is_file() or _is_of_another(path, name):
        kept = ", ".join(one.name for one in kept_perspectives(location)) or "none"
        raise InputError(f"No perspective called {name!r} is kept here. Kept are: {kept}.")
    try:
        path.unlink()
    except OSError as error:
        raise StoreError(f"{str(path)!r} cannot be removed ({error.strerror}).") from error


def find_named(perspectives: Iterable[NamedPerspective], name: str) -> NamedPerspective | None:
    """Return the perspective called `name`; one that was shipped wins over one that a user keeps."""
    found = [one for one in perspectives if one.answers_to(name)]
    return max(found, key=lambda one: one.shipped, default=None)


def _shipped(said: Mapping[str, Sequence[Any]]) -> NamedPerspective:
    return NamedPerspective(
        text_in_english(said.get(SKOS + "prefLabel", ())),
        Perspective(
            told_by=tuple(sorted(str(term.value) for term in said.get(AG + "toldBy", ()))),
            own_voice=text_in_english(said.get(AG + "inOwnVoice", ())) == "true",
        ),
        text_in_english(said.get(SKOS + "definition", ())),
        tuple(sorted(str(term.value) for term in said.get(SKOS + "altLabel", ()))),
        shipped=True,
    )


def _path(location: str, name: str) -> Path:
    if location == MEMORY:
        raise InputError("A store in memory keeps no perspectives; build one in a directory first.")
    slug = _slug(name)
    if not slug:
        raise InputError(f"A perspective cannot be called {name!r}; give a name with letters or digits.")
    return _folder(location) / f"{slug}{_SUFFIX}"


def _folder(location: str) -> Path:
    """Return where the perspectives of a store are kept: beside it, for a server in the user's own folder."""
    return kept_beside(location, FOLDER)


def _slug(name: str) -> str:
    return _NOT_IN_A_FILE_NAME.sub("-", name.casefold()).strip("-")


def _is_of_another(path: Path, name: str) -> bool:
    """Say whether `path` keeps a perspective that is not called `name`; a broken file keeps none."""
    try:
        return path.is_file() and not _read(path).answers_to(name)
    except DataError:
        return False


def _read(path: Path) -> NamedPerspective:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or "name" not in content:
            raise ValueError("it is no JSON object with a name")
        name, definition = str(content.pop("name")), str(content.pop("definition", ""))
        return NamedPerspective(name, _perspective(content), definition)
    except OSError as error:
        raise StoreError(f"The kept perspective {str(path)!r} cannot be read ({error.strerror}).") from error
    except (ValueError, InputError) as error:
        raise DataError(
            f"{path}: This is not a perspective that armsgraph has kept ({error}). Remove the file, or keep "
            "the perspective again with `armsgraph perspectives save`."
        ) from error


def _perspective(content: Mapping[str, Any]) -> Perspective:
    """Return what the fields of a kept perspective say, or raise a ValueError that says what is wrong."""
    unknown = content.keys() - {each.name for each in fields(Perspective)}
    if unknown:
        raise ValueError(f"it holds {', '.join(sorted(unknown))}")
    as_of = _of_kind(content, "as_of", str, "")
    return Perspective(
        told_by=_texts(content, "told_by"),
        own_voice=_of_kind(content, "own_voice", bool, False),
        background=_of_kind(content, "background", bool, False),
        without=_texts(content, "without"),
        named_only=_of_kind(content, "named_only", bool, False),
        outlets=_texts(content, "outlets"),
        documents=_texts(content, "documents"),
        as_of=day_of(as_of) if as_of else "",
        as_of_basis=AsOf(_of_kind(content, "as_of_basis", str, AsOf.SAID)),
        modalities=tuple(map(Modality, _texts(content, "modalities"))),
        min_origins=_of_kind(content, "min_origins", int, 0),
        statuses=tuple(map(Status, _texts(content, "statuses"))),
        apart=_texts(content, "apart"),
    )


def _of_kind(content: Mapping[str, Any], name: str, kind: type[T], default: T) -> T:
    value = content.get(name, default)
    if not isinstance(value, kind):
        raise ValueError(f"its {name} is {value!r}")
    return value


def _texts(content: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = content.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"its {name} is {values!r}, not a list of texts")
    return tuple(values)
