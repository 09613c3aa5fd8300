"""How people see an answer: rich texts and tables that read well in 80 columns, with and without colours.

Text from the data goes in as text only: never as markup, and with harmful characters made visible.
Everything that colour says, a symbol or a word says too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.cli.output import harmless
from graph.model import Certainty, Claim, DatePrecision, Document, Modality, Ref, Stance, Standing, Status
from graph.sentences import counted

STATUS_SYMBOLS = {
    Status.UNDISPUTED: "●",
    Status.DISPUTED: "◐",
    Status.UNCONFIRMED: "○",
    Status.DENIED_ONLY: "✕",
}
STATUS_STYLES = {
    Status.UNDISPUTED: "green",
    Status.DISPUTED: "yellow",
    Status.UNCONFIRMED: "cyan",
    Status.DENIED_ONLY: "red",
}
STANCE_STYLES = {Stance.ASSERTS: "green", Stance.DENIES: "red", Stance.UNSURE: "cyan"}
STANCE_WORDS = {Stance.ASSERTS: "asserted", Stance.DENIES: "denied", Stance.UNSURE: "unsure"}
MODALITY_WORDS = {
    Modality.FACT: "a fact",
    Modality.PLAN: "a plan",
    Modality.PREDICTION: "a prediction",
    Modality.THREAT: "a threat",
    Modality.DEMAND: "a demand",
    Modality.OPINION: "an opinion",
}


def console() -> Console:
    """Return a console on stdout: colours only at a terminal, as `NO_COLOR` allows."""
    encoding = sys.stdout.encoding or ""
    if not encoding.lower().startswith("utf") and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return Console(markup=False, highlight=False, emoji=False)


def plain(text: str, style: str = "") -> Text:
    """Return text from the data, harmless and never read as markup."""
    return Text(harmless(text), style=style)


def heading(text: str, *remarks: str) -> Text:
    """Return a title with quiet remarks behind it."""
    line = plain(text, "bold")
    for remark in remarks:
        if remark:
            line.append(f"  {harmless(remark)}", style="dim")
    return line


def print_wrapped(out: Console, text: Text, columns: int, hanging: int = 0) -> None:
    """Print `text` moved to the right; lines after the first are moved by `hanging` more."""
    width = max(out.width - columns - hanging, 20)
    for number, line in enumerate(text.wrap(out, width)):
        line.rstrip()
        out.print(Text(" " * (columns + (hanging if number else 0))).append_text(line), soft_wrap=True)


def symbol_text(standing: Standing) -> Text:
    """Return the sign of a status, to put before what has it."""
    return Text(f"{STATUS_SYMBOLS[standing.status]} ", style=STATUS_STYLES[standing.status])


def sentence_text(sentence: str, ends: tuple[str, str]) -> Text:
    """Return a sentence about two things with their names standing out, whichever comes first.

    Examples
    --------
    >>> [span.style for span in sentence_text("Raid - was carried out by - Column", ("Raid", "Column")).spans]
    ['bold', 'bold']
    >>> len(sentence_text("Raid - took place", ("Raid", "true")).spans)  # "true" is not read out
    1
    """
    text = harmless(sentence)
    shown = Text(text)
    first, last = (harmless(end) for end in ends)
    if not text.startswith(first):
        first, last = last, first
    shown.stylize("bold", 0, len(first))
    if text.endswith(last):
        shown.stylize("bold", len(text) - len(last))
    return shown


def status_text(standing: Standing) -> Text:
    """Return status and origins, such as ``disputed, 2 origins``, to put behind what has them.

    Examples
    --------
    >>> status_text(Standing(Status.DISPUTED, 2, 1)).plain
    'disputed, 2 origins and 1 unnamed'
    >>> status_text(Standing(Status.DENIED_ONLY, 0, 0)).plain
    'denied only'
    """
    text = Text(standing.status.value.replace("-", " "), style=STATUS_STYLES[standing.status])
    strength = origins_text(standing)
    return text.append(f", {strength}" if strength else "", style="not bold dim")


def origins_text(standing: Standing) -> str:
    """Return how many independent origins assert it, unnamed ones apart."""
    named = counted(standing.origins, "origin") if standing.origins else ""
    unnamed = f"{standing.unknown_origins} unnamed" if standing.unknown_origins else ""
    if named and unnamed:
        return f"{named} and {unnamed}"
    return named or (counted(standing.unknown_origins, "unnamed origin") if unnamed else "")


def date_text(date: str, precision: str, basis: str) -> str:
    """Return a date as exact as it is known, and whether it was inferred.

    Examples
    --------
    >>> date_text("2023-05-25", "day", "inferred"), date_text("2023-06-05", "week", "stated")
    ('2023-05-25 (inferred)', 'week of 2023-06-05')
    """
    if not date:
        return ""
    shown = f"week of {date}" if precision.lower() == DatePrecision.WEEK else date
    return f"{shown} (inferred)" if basis.lower() == "inferred" else shown


def claim_texts(claim: Claim) -> tuple[Text, Text, Text]:
    """Return a claim in three lines: who takes which stance, what is said, and where it stands."""
    return _speaker(claim), plain(claim.gloss), _place(claim)


def _speaker(claim: Claim) -> Text:
    line = Text(harmless(claim.claimant.label), style="bold")
    if claim.on_behalf_of and claim.on_behalf_of.iri != claim.claimant.iri:
        line.append(f" for {harmless(claim.on_behalf_of.label)}", style="not bold")
    line.append(": ", style="not bold")
    line.append(STANCE_WORDS[claim.stance], style=f"not bold {STANCE_STYLES[claim.stance]}")
    if claim.modality is not Modality.FACT:
        line.append(f" as {MODALITY_WORDS[claim.modality]}", style="not bold")
    if claim.certainty is Certainty.HEDGED:
        line.append(", hedged", style="not bold")
    if claim.said_to:
        line.append(f", to {_labels(claim.said_to)}", style="not bold")
    if claim.relayed_from:
        line.append(f", relayed from {_labels(claim.relayed_from)}", style="not bold")
    made = date_text(claim.made_on, claim.made_on_precision, claim.made_on_basis)
    return line.append(f", {made}" if made else "", style="not bold dim")


def _labels(refs: Sequence[Ref]) -> str:
    return " and ".join(harmless(ref.label) for ref in refs)


def _place(claim: Claim) -> Text:
    line = Text(document_text(claim.document), style="dim")
    if claim.reference:
        return line.append(" (reference)")
    if claim.line is not None:
        line.append(f", line {claim.line}")
    if claim.evidence:
        line.append(f", shown at {harmless(claim.evidence)}")
    for report in claim.reported_in:
        line.append(f", reported in {document_text(report)}")
    return line.append(f": “{harmless(claim.anchor)}”" if claim.anchor else "")


def document_text(document: Document) -> str:
    """Return a document as people cite it: outlet, title, date."""
    parts = [document.outlet.label if document.outlet else "", document.title or document.iri]
    return harmless(", ".join(part for part in (*parts, document.date) if part))


def print_claims(out: Console, claims: Iterable[Claim], columns: int) -> None:
    """Print claims beneath what they are about, each with its words and its place under it."""
    for claim in claims:
        speaker, gloss, place = claim_texts(claim)
        print_wrapped(out, Text("– ").append_text(speaker), columns, hanging=2)
        print_wrapped(out, gloss, columns + 2)
        print_wrapped(out, place, columns + 2)


def table(*columns: str, rows: Iterable[Sequence[str | Text]], numbers: Sequence[str] = ()) -> Table:
    """Return a table without vertical lines; every cell wraps but the `numbers`, none is cut."""
    lines = [tuple(row) for row in rows]
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        number = column in numbers
        least = max((len(line[place]) for line in lines), default=0) if number else None
        made.add_column(
            plain(column), overflow="fold", min_width=least, justify="right" if number else "left"
        )
    for row in lines:
        made.add_row(*(plain(cell) if isinstance(cell, str) else cell for cell in row))
    return made
