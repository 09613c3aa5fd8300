"""The readable parts of the exported page: tables of links and values with every claim, and the legend.

Everything that comes from data goes through `text`, so no label or gloss can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from graph.export.attributes import ends
from graph.export.snapshot import Snapshot, Statement
from graph.export.xml_text import allowed
from graph.model import Certainty, Claim, Modality, Ref, Stance
from graph.presentation import LINES, Line
from graph.sentences import standing_sentence

_VERBS: Mapping[Stance, str] = {
    Stance.ASSERTS: "asserts",
    Stance.DENIES: "denies",
    Stance.UNSURE: "is unsure",
}
_OUTLINES: Mapping[str, str] = {
    "dot": '<circle cx="8" cy="8" r="6" fill="{colour}"/>',
    "square": '<rect x="2" y="2" width="12" height="12" fill="{colour}"/>',
    "diamond": '<polygon points="8,1 15,8 8,15 1,8" fill="{colour}"/>',
    "triangle": '<polygon points="8,2 15,14 1,14" fill="{colour}"/>',
    "triangleDown": '<polygon points="1,2 15,2 8,14" fill="{colour}"/>',
    "star": '<polygon points="8,1 10,6 15,6 11,9 13,15 8,11 3,15 5,9 1,6 6,6" fill="{colour}"/>',
    "hexagon": '<polygon points="4,2 12,2 16,8 12,14 4,14 0,8" fill="{colour}"/>',
}


def text(value: object) -> str:
    """Return `value` as text of a page.

    Examples
    --------
    >>> text("<script>")
    '&lt;script&gt;'
    """
    return escape(allowed(str(value)))


def links_table(snapshot: Snapshot) -> Iterator[str]:
    """Yield the table of all links."""
    yield from _table("links", ("From", "Relation", "To"), snapshot.links)


def values_table(snapshot: Snapshot) -> Iterator[str]:
    """Yield the table of all values: counts, dates, categories."""
    values = (statement for node in snapshot.nodes for statement in node.values)
    yield from _table("values", ("Entity", "Property", "Value"), values)


def legend(kinds: Iterable[Mapping[str, object]], statuses: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield the list of classes and statuses that occur, drawn as the picture draws them."""
    yield '<ul class="legend" aria-label="Legend: kinds of entity">'
    for kind in kinds:
        outline = _OUTLINES[str(kind["shape"])].format(colour=text(kind["colour"]))
        yield f"<li>{_drawn(outline, 16)}{text(kind['label'])} ({text(kind['count'])})</li>"
    yield '</ul>\n<ul class="legend" aria-label="Legend: status of a link">'
    by_status = {line.status.value: line for line in LINES.values()}
    for status in statuses:
        line = by_status[str(status["status"])]
        explained = f"{line.label}: {line.meaning}"
        yield f"<li>{_drawn(_stroke(line), 44)}{text(explained)} ({text(status['count'])})</li>"
    yield "</ul>\n"


def line_rules() -> str:
    """Return the style of the legend's lines, light and dark: the page's policy forbids style attributes."""
    light = "".join(f".line-{line.status.value}{{stroke:{line.colour}}}" for line in LINES.values())
    dark = "".join(f".line-{line.status.value}{{stroke:{line.dark_colour}}}" for line in LINES.values())
    return f"{light}\n@media (prefers-color-scheme: dark){{{dark}}}\n"


def _drawn(outline: str, width: int) -> str:
    return f'<svg width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">{outline}</svg>'


def _stroke(line: Line) -> str:
    dashes = " ".join(str(length) for length in line.dashes) or "none"
    drawn = f'class="line-{line.status.value}" stroke-width="3" stroke-dasharray="{dashes}"'
    return f'<line x1="0" y1="8" x2="44" y2="8" {drawn}/>'


def _table(identity: str, columns: tuple[str, str, str], statements: Iterable[Statement]) -> Iterator[str]:
    head = "".join(f'<th scope="col">{column}</th>' for column in (*columns, "Standing", "Claims"))
    yield f'<div class="scroll"><table id="{identity}"><thead><tr>{head}</tr></thead><tbody>\n'
    for statement in statements:
        yield from _row(statement)
    yield "</tbody></table></div>\n"


def _row(statement: Statement) -> Iterator[str]:
    proposition = statement.proposition
    source, target = ends(statement)
    cells = (
        proposition.subject.label,
        statement.caption,
        proposition.object_text,
        standing_sentence(proposition.standing),
    )
    named = {"iri": proposition.iri, "source": source, "target": target}
    yield "<tr" + "".join(f' data-{name}="{text(value)}"' for name, value in named.items()) + ">"
    yield "".join(f'<td dir="auto">{text(cell)}</td>' for cell in cells)
    yield f'<td><details><summary>{_said(statement)}</summary><ul class="claims">'
    yield from (_claim(claim) for claim in statement.claims)
    yield "</ul></details></td></tr>\n"


def _said(statement: Statement) -> str:
    parts = ((stance, statement.tally(stance)) for stance in Stance)
    return ", ".join(f"{number} {stance.value}" for stance, number in parts if number) or "no claim"


def _claim(claim: Claim) -> str:
    speaker = claim.claimant.label
    if claim.on_behalf_of:
        speaker += f" (for {claim.on_behalf_of.label})"
    said = f"<strong>{text(speaker)}</strong> {_VERBS[claim.stance]}: {text(claim.gloss)}"
    where = "; ".join(text(part) for part in _where(claim))
    return f'<li dir="auto" data-claim="{text(claim.iri)}">{said}<br><span class="where">{where}</span></li>'


def _where(claim: Claim) -> Iterator[str]:
    """Yield how surely it was said, where it stands and what to know of it."""
    if claim.certainty is Certainty.HEDGED:
        yield "hedged"
    if claim.modality is not Modality.FACT:
        yield f"a {claim.modality.value}, not a fact"
    document = claim.document
    outlet = document.outlet.label if document.outlet else ""
    yield ", ".join(part for part in (document.title, outlet, document.date) if part)
    if claim.reference:
        yield "reference"
    if claim.line is not None:
        yield f"line {claim.line}"
    if claim.anchor:
        yield f"at “{claim.anchor}”"
    if claim.made_on:
        yield f"said on {claim.made_on} ({claim.made_on_basis.lower()})"
    yield from _named("said to", claim.said_to)
    yield from _named("relayed from", claim.relayed_from)
    if claim.note:
        yield claim.note


def _named(how: str, refs: tuple[Ref, ...]) -> Iterator[str]:
    if refs:
        yield f"{how} {', '.join(ref.label for ref in refs)}"
