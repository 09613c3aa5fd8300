"""The readable parts of the exported page: tables of links and values with every claim, and the legend.

Everything that comes from data goes through `text`, so no label or gloss can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from graph.export.legend import kind_shape, status_line
from graph.export.snapshot import Snapshot, Statement, ends
from graph.export.xml_text import allowed, unturned
from graph.model import Certainty, Claim, Modality, Ref, Stance
from graph.namespaces import web_address
from graph.presentation import LINES
from graph.sentences import standing_sentence
from graph.visualization import SILENT, Payload

_VERBS: Mapping[Stance, str] = {
    Stance.ASSERTS: "asserts",
    Stance.DENIES: "denies",
    Stance.UNSURE: "is unsure",
}
_SIDES: Mapping[Stance, str] = {
    Stance.ASSERTS: "Who says so",
    Stance.DENIES: "Who denies it",
    Stance.UNSURE: "Who leaves it open",
}


def text(value: object) -> str:
    """Return `value` as text of a page, without marks that turn the order of its letters.

    Examples
    --------
    >>> text("<script>")
    '&lt;script&gt;'
    """
    return escape(allowed(unturned(str(value))))


def links_table(snapshot: Snapshot) -> Iterator[str]:
    """Yield the table of all links."""
    yield from _table("links", ("From", "Relation", "To"), snapshot.links)


def values_table(snapshot: Snapshot) -> Iterator[str]:
    """Yield the table of all values: counts, dates, categories."""
    values = (statement for node in snapshot.nodes for statement in node.values)
    yield from _table("values", ("Entity", "Property", "Value"), values)


def options(snapshot: Snapshot) -> Iterator[str]:
    """Yield the choices of the list that drives the page without the drawing."""
    named = sorted(snapshot.nodes, key=lambda node: (node.label.casefold(), node.iri))
    yield '<optgroup label="Entities">'
    yield from (_option(node.iri, node.label) for node in named)
    yield '</optgroup><optgroup label="Links">'
    for link in snapshot.links:
        held = link.proposition
        yield _option(held.iri, f"{held.subject.label} · {link.caption} · {held.object_text}")
    yield "</optgroup>"


def _option(iri: str, words: str) -> str:
    return f'<option value="{text(iri)}">{text(words)}</option>'


def legend(payload: Payload) -> Iterator[str]:
    """Yield the list of statuses and classes that occur, drawn as the picture draws them."""
    yield '<ul class="legend" aria-label="Legend: status of a link">'
    for line in payload["legend"]["statuses"]:
        yield _entry(status_line(line), 44, f"{line['label']}: {line['meaning']}", line["count"])
    yield '</ul>\n<ul class="legend" aria-label="Legend: kinds of entity">'
    for kind in payload["legend"]["classes"]:
        yield _entry(kind_shape(kind, payload), 17, kind["label"], kind["count"])
    yield "</ul>\n"


def _entry(drawn: str, width: int, words: str, count: int) -> str:
    picture = f'<svg width="{width}" height="18" viewBox="0 -9 {width} 18" aria-hidden="true">{drawn}</svg>'
    return f"<li>{picture}{text(words)} ({count})</li>"


def dark_rules() -> str:
    """Return the colours of lines in the dark: the page's policy forbids style attributes."""
    names = [(line.status.value, line.dark_colour) for line in LINES.values()]
    rules = "".join(f".line-{name}{{stroke:{ink}}}.fill-{name}{{fill:{ink}}}" for name, ink in names)
    silent = f".silent path{{fill:{SILENT['darkColour']}}}"
    return f"\n@media screen and (prefers-color-scheme: dark){{{rules}{silent}}}\n"


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
    yield f"<td><details><summary>{_said(statement)}</summary>"
    yield from _sides(statement)
    yield "</details></td></tr>\n"


def _sides(statement: Statement) -> Iterator[str]:
    """Yield the claims of a statement, those who assert apart from those who deny and who leave it open."""
    yield '<div class="sides">'
    for stance, heading in _SIDES.items():
        if number := statement.tally(stance):
            yield f'<p class="side side-{stance.value}">{heading} ({number})</p><ul class="claims">'
            yield from (_claim(claim) for claim in statement.claims if claim.stance is stance)
            yield "</ul>"
    yield "</div>"


def _said(statement: Statement) -> str:
    parts = ((stance, statement.tally(stance)) for stance in Stance)
    return ", ".join(f"{number} {stance.value}" for stance, number in parts if number) or "no claim"


def _claim(claim: Claim) -> str:
    speaker = claim.claimant.label
    if claim.on_behalf_of:
        speaker += f" (for {claim.on_behalf_of.label})"
    said = f"<strong>{text(speaker)}</strong> {_VERBS[claim.stance]}: {text(claim.gloss)}"
    where = "; ".join(text(part) for part in _where(claim)) + document_link(claim)
    return f'<li dir="auto" data-claim="{text(claim.iri)}">{said}<br><span class="where">{where}</span></li>'


def document_link(claim: Claim) -> str:
    """Return a link to the document; nothing for an address that is not of the web."""
    address = web_address(claim.document.url)
    if address is None:
        return ""
    kept = 'target="_blank" rel="noopener noreferrer nofollow"'
    return f' <a href="{text(address)}" {kept}>Open the document</a>'


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
