"""The statements of things and claims as text that waits for the values of a row.

What is the same in every row is written and escaped once, so that a row costs one formatting for each thing
and each claim, not one for each triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass

from graph.mapping.format import ClaimRule, Mapping, ThingRule
from graph.mapping.templates import compiled, fields
from graph.mapping.writing import ag, english, expanded, typed
from graph.namespaces import DCTERMS, ID, RDF, SCHEMA, SKOS, local_name

THING, CLAIM, PROPOSITION, DOCUMENT, LINE = "thing/", "!claim", "!proposition", "!document", "!line"
"""Under which names the importer's own parts stand beside the values of a row."""
_TYPE = f"<{RDF}type>"


@dataclass(frozen=True, slots=True)
class Optional:
    """Statements that are made only where a value is not empty."""

    needs: str
    text: str


@dataclass(frozen=True, slots=True)
class ThingBlock:
    """A thing as it is written."""

    slot: str
    """Under which name its place among the IRIs stands."""
    place: str
    """A template: its IRI after that of the import."""
    needs: tuple[str, ...]
    text: str
    extras: tuple[Optional, ...]
    document: bool
    outlet: str = ""
    """The thing that published it, which must be written, too."""

    @property
    def listed(self) -> bool:
        """Whether it is made of an item of a list."""
        return any("." in name for name in self.needs)


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """A claim and its proposition as they are written."""

    rule: ClaimRule
    needs: tuple[str, ...]
    when: tuple[tuple[str, frozenset[str]], ...]
    things: tuple[str, ...]
    """Slots of the things that it speaks of or is made by."""
    proposition_place: str
    proposition: str
    claim_place: str
    claim: str
    extras: tuple[Optional, ...]
    bound: bool
    """Whether its content is of one row; otherwise it is said once, however many rows say it."""
    relays: tuple[str, ...]
    """Names of claims of the row that it was taken from."""
    claimant: str
    """The slot of its claimant."""


def place(things: Table[str, ThingBlock], slots: Iterable[str], forms: dict[str, str]) -> None:
    """Set in `forms` where the things in `slots` stand; one that needs an empty value has no place."""
    for slot in slots:
        block = things[slot]
        forms[slot] = "" if any(not forms.get(name) for name in block.needs) else block.place % forms


def is_made(block: ClaimBlock, forms: Table[str, str]) -> bool:
    """Return whether values and things are there for a claim, and are what it asks for."""
    return (
        all(forms.get(name) for name in block.needs)
        and all(forms.get(slot) for slot in block.things)
        and all(forms.get(name, "") in accepted for name, accepted in block.when)
    )


def is_bound(mapping: Mapping, template: str) -> bool:
    """Return whether an IRI from `template` belongs to one row: whether the row's key stands in it."""
    return any(mapping.key == name for name in fields(template))


class Blocks:
    """Turns the rules of a mapping into blocks.

    Parameters
    ----------
    mapping
        What was written down.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._base = f"{ID}{mapping.name}/"

    def iri(self, place: str) -> str:
        """Return the IRI of what stands at `place`, which may be a template."""
        return f"<{self._base}{place}>"

    def thing(self, rule: ThingRule) -> ThingBlock:
        """Return the block of a thing."""
        slot = THING + rule.name
        node = self.iri(f"%({slot})s")
        lines = [f"{node} {_TYPE} {self._class(rule.kind)} ."]
        extras: list[Optional] = []
        if rule.kind == "Document":
            self._document(rule, node, lines, extras)
        else:
            lines.append(f"{node} <{SKOS}prefLabel> {english(compiled(rule.label, 'full', True))} .")
            if rule.definition:
                text = english(compiled(rule.definition, "quoted", True))
                lines.append(f"{node} <{SKOS}definition> {text} .")
        needs = fields(
            rule.iri + rule.label + rule.title + rule.definition + (rule.kind if "{" in rule.kind else "")
        )
        return ThingBlock(
            slot,
            compiled(rule.iri, "slug"),
            needs,
            _text(lines),
            tuple(extras),
            rule.kind == "Document",
            THING + rule.outlet if rule.outlet else "",
        )

    def _class(self, kind: str) -> str:
        name = kind.strip("{}")
        return ag(f"%({name}/full)s") if kind.startswith("{") else ag(kind)

    def _document(self, rule: ThingRule, node: str, lines: list[str], extras: list[Optional]) -> None:
        lines.append(f"{node} <{DCTERMS}title> {english(compiled(rule.title, 'full', True))} .")
        if rule.outlet:
            lines.append(f"{node} {ag('outlet')} {self.iri(f'%({THING}{rule.outlet})s')} .")
        if rule.published:
            extras.append(Optional(rule.published, dated(node, "published", rule.published)))
        if rule.url:
            extras.append(Optional(rule.url, _text([f"{node} <{SCHEMA}url> %({rule.url}/term)s ."])))

    def claim(self, rule: ClaimRule) -> ClaimBlock:
        """Return the block of a claim."""
        subject, relation, target = rule.says
        subject_rule = self._mapping.thing(subject)
        assert subject_rule is not None
        bound = is_bound(self._mapping, subject_rule.iri)
        place = f"%({THING}{subject})s/{relation}/{self._target_place(target)}"
        number = "/%(!number)s" if rule.each else ""
        speaker = f"/by/%({THING}{rule.by})s" if rule.each else ""
        claim_place = (
            f"claim/%({self._mapping.key}/slug)s/{rule.name}{number}"
            if bound
            else f"shared-claim/{place}{speaker}"
        )
        return ClaimBlock(
            rule,
            tuple(dict.fromkeys(self._needs(rule))),
            tuple(rule.when.items()),
            self._things(rule),
            f"proposition/{place}",
            self._proposition(rule, self._target_term(target)),
            claim_place,
            self._claim(rule),
            self._claim_extras(rule),
            bound,
            tuple(name for name in rule.relayed_from if self._mapping.thing(name) is None),
            THING + rule.by,
        )

    def _needs(self, rule: ClaimRule) -> Sequence[str]:
        target = rule.says[2]
        is_value = isinstance(target, str) and self._mapping.thing(target) is None and ":" not in target
        return [*fields(rule.gloss + rule.certainty + rule.stance), *([str(target)] if is_value else [])]

    def _things(self, rule: ClaimRule) -> tuple[str, ...]:
        named = [rule.says[0], rule.says[2], rule.by, rule.on_behalf_of, *rule.relayed_from, rule.reported_in]
        return tuple(
            dict.fromkeys(
                THING + name for name in named if isinstance(name, str) and self._mapping.thing(name)
            )
        )

    def _target_place(self, target: str | bool) -> str:
        if isinstance(target, bool):
            return str(target).lower()
        if self._mapping.thing(target):
            return f"%({THING}{target})s"
        return local_name(expanded(target)) if ":" in target else f"%({target}/slug)s"

    def _target_term(self, target: str | bool) -> str:
        if isinstance(target, bool):
            return typed(str(target).lower(), "boolean")
        if self._mapping.thing(target):
            return self.iri(f"%({THING}{target})s")
        return f"<{expanded(target)}>" if ":" in target else f"%({target}/term)s"

    def _proposition(self, rule: ClaimRule, target: str) -> str:
        node = self.iri(f"%({PROPOSITION})s")
        return _text(
            [
                f"{node} {_TYPE} {ag('Proposition')} .",
                f"{node} <{RDF}subject> {self.iri(f'%({THING}{rule.says[0]})s')} .",
                f"{node} <{RDF}predicate> {ag(rule.says[1])} .",
                f"{node} <{RDF}object> {target} .",
            ]
        )

    def _claim(self, rule: ClaimRule) -> str:
        node = self.iri(f"%({CLAIM})s")
        said = [
            (_TYPE, ag("RowClaim")),
            (ag("proposition"), self.iri(f"%({PROPOSITION})s")),
            (ag("claimant"), self.iri(f"%({THING}{rule.by})s")),
            (ag("document"), self.iri(f"%({DOCUMENT})s")),
            (ag("line"), typed(f"%({LINE})s", "integer")),
            (ag("stance"), self._class(rule.stance)),
            (ag("certainty"), self._class(rule.certainty)),
            (ag("modality"), ag(rule.modality)),
            (ag("gloss"), english(compiled(rule.gloss, "quoted", True))),
        ]
        if rule.on_behalf_of:
            said.append((ag("onBehalfOf"), self.iri(f"%({THING}{rule.on_behalf_of})s")))
        if rule.reported_in:
            said.append((ag("reportedIn"), self.iri(f"%({THING}{rule.reported_in})s")))
        for name in rule.relayed_from:
            if self._mapping.thing(name):
                said.append((ag("relayedFrom"), self.iri(f"%({THING}{name})s")))
        return _text([f"{node} {relation} {value} ." for relation, value in said])

    def _claim_extras(self, rule: ClaimRule) -> tuple[Optional, ...]:
        node = self.iri(f"%({CLAIM})s")
        extras = []
        if rule.made_on:
            extras.append(Optional(rule.made_on, dated(node, "madeOn", rule.made_on)))
        if rule.evidence:
            extras.append(
                Optional(rule.evidence, _text([f"{node} {ag('evidence')} %({rule.evidence}/term)s ."]))
            )
        return tuple(extras)


def dated(node: str, relation: str, value: str) -> str:
    """Return the statements of a date, its precision, and that a text states it."""
    return _text(
        [
            f"{node} {ag(relation)} %({value}/term)s .",
            f"{node} {ag(relation + 'Precision')} {ag(f'%({value}/precision)s')} .",
            f"{node} {ag(relation + 'Basis')} {ag('Stated')} .",
        ]
    )


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
