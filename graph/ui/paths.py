"""The Paths page: what links two entities, hop by hop, with the evidence under each hop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import streamlit as st

from graph.errors import InputError
from graph.model import Hop, Path, PathAnswer, Status
from graph.network import STATUS_RANK, View
from graph.presentation import LINES, spaced
from graph.settings import LIMITS
from graph.ui.address import MAX_PATHS, read_paths
from graph.ui.bar import title
from graph.ui.card import link_card
from graph.ui.component import Scene, draw
from graph.ui.evidence import claim_cards, standing_line
from graph.ui.memory import known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.panel import link_words
from graph.ui.picture import find_link
from graph.ui.plain import Markup, element, join, plain
from graph.ui.reasons import contradicted_line, reasons, why_line
from graph.ui.session import PATHS, PathState
from graph.ui.widening import no_path
from graph.visualization import vis_payload

_PROBLEM = "paths-problem"
_SHOWN_ALIASES = 4
"""Other names told beside an option, so that typing one of them finds it."""


def paths(opened: Opened) -> None:
    """Draw the page."""
    state = recall(
        PATHS,
        lambda parameters: read_paths(
            parameters, opened.entity, lambda name: opened.graph.resolve_relation(name).iri
        ),
    )
    publish(PATHS, state)
    title(opened, _headline(opened, state))
    _ends(opened, state)
    _narrowing(opened, state)
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        st.warning(plain(problem))
    if not (state.start and state.end):
        st.markdown(
            "Choose two entities. The answer is every chain of statements that leads from one to the other."
        )
    elif state.start == state.end:
        st.warning("Both ends are the same entity. Choose two different ones.")
    else:
        _answer(opened, state)


def _headline(opened: Opened, state: PathState) -> str:
    if state.start and state.end:
        return f"What links {plain(opened.label(state.start))} and {plain(opened.label(state.end))}?"
    return "What links two entities?"


def _ends(opened: Opened, state: PathState) -> None:
    start, end, count, hops = st.columns([3, 3, 1, 1], gap="medium")
    with start:
        _entity_box(opened, state, "start", "From")
    with end:
        _entity_box(opened, state, "end", "To")
    with count:
        st.number_input("Paths at most", 1, MAX_PATHS, **_bound(state, "count"))
    with hops:
        st.number_input("Hops at most", 1, LIMITS.path_opening_max_hops, **_bound(state, "hops"))


def _entity_box(opened: Opened, state: PathState, name: str, label: str) -> None:
    key = f"paths-{name}"
    st.session_state[key] = getattr(state, name) or None
    st.selectbox(
        label,
        opened.entities(),
        key=key,
        index=None,
        format_func=lambda iri: _entity_words(opened, iri),
        placeholder="Type a name or an alias",
        accept_new_options=True,
        on_change=lambda: _take_entity(opened, name, st.session_state[key] or ""),
    )


def _entity_words(opened: Opened, iri: str) -> str:
    if iri not in opened.network:
        return iri
    kind = spaced(opened.network.nodes[iri]["type"]).lower()
    also = ", ".join(opened.aliases.get(iri, ())[:_SHOWN_ALIASES])
    return f"{opened.label(iri)} ({kind}; {also})" if also else f"{opened.label(iri)} ({kind})"


def _take_entity(opened: Opened, name: str, text: str) -> None:
    """Keep what was chosen or typed: an alias that is no option is looked up like everywhere else."""
    try:
        _change(**{name: opened.entity(text) if text else "", "selected": ""})
    except InputError as error:
        st.session_state[_PROBLEM] = str(error)


def _narrowing(opened: Opened, state: PathState) -> None:
    narrowed = (state.avoid, state.relations, state.statuses, state.directed, state.denied)
    count = sum(map(bool, narrowed))
    with st.expander(f"Narrow the search ({count} set)" if count else "Narrow the search"):
        left, right = st.columns(2, gap="medium")
        relations = {ref.iri: ref.label for ref in opened.graph.relations()}
        with left:
            st.multiselect(
                "Not by way of",
                opened.entities(),
                format_func=lambda iri: _entity_words(opened, iri),
                **_bound(state, "avoid"),
            )
            st.multiselect(
                "Only by these relations",
                list(relations),
                format_func=lambda iri: relations.get(iri, iri),
                **_bound(state, "relations"),
            )
        with right:
            st.multiselect(
                "Only links of this status",
                [status.value for status in Status],
                format_func=lambda value: LINES[Status(value)].label,
                **_bound(state, "statuses"),
            )
            st.toggle("Follow links only in their direction", **_bound(state, "directed"))
            st.toggle("Also use links that are only denied", **_bound(state, "denied"))


def _bound(state: PathState, name: str) -> dict[str, Any]:
    """Return what ties a widget to one field of the state: the state is the truth, the widget its face."""
    key = f"paths-{name}"
    value = getattr(state, name)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value

    def take() -> None:
        chosen = st.session_state[key]
        _change(**{name: tuple(chosen) if isinstance(chosen, list) else chosen})

    return {"key": key, "on_change": take}


def _change(**fields: object) -> None:
    remember(PATHS, replace(known(PATHS, PathState()), **cast(dict[str, Any], fields)))


def _answer(opened: Opened, state: PathState) -> None:
    answer = opened.graph.paths(
        state.start,
        state.end,
        k=state.count,
        max_hops=state.hops,
        avoid=state.avoid,
        relations=state.relations,
        statuses=[Status(value) for value in state.statuses] or None,
        directed=state.directed,
        include_denied=state.denied,
    )
    if not answer.paths:
        no_path(opened, state, answer)
        return
    reading, drawing = st.columns([1, 1], gap="medium")
    with reading:
        _read_out(opened, answer)
    with drawing, st.container(key="paths-picture"):
        _drawn(opened, state, answer)


def _read_out(opened: Opened, answer: PathAnswer) -> None:
    found = len(answer.paths)
    st.caption(
        f"{found} path{'' if found == 1 else 's'}, the shortest and best supported first. "
        "Open a hop to read who says so."
        + (" There may be more of this length: the search was cut." if answer.cut else "")
    )
    for number, path in enumerate(answer.paths, start=1):
        st.subheader(f"{number}. {_path_words(path)}", anchor=False)
        hops = [_hop(opened, hop) for hop in path.hops]
        st.html(str(element("ol", *hops, style="ag-path")))


def _path_words(path: Path) -> str:
    hops = len(path.hops)
    weakest = min((hop.standing for hop in path.hops), key=lambda one: (STATUS_RANK[one.status], one.origins))
    count = f"{hops} hop{'' if hops == 1 else 's'}"
    if weakest.status is Status.UNDISPUTED:
        return f"{count}, none disputed"
    return f"{count}, the weakest {LINES[weakest.status].label.lower()}"


def _hop(opened: Opened, hop: Hop) -> Markup:
    sentence = opened.graph.sentence
    suffix = element("span", LINES[hop.standing.status].suffix, style="ag-suffix")
    summary = element("summary", _read(hop, sentence), suffix)
    beside = [
        join(
            [
                element("p", "Also: ", _read(other, sentence)),
                standing_line(other.standing),
                *filter(None, [reasons(opened, other.claims)]),
                claim_cards(other.claims),
            ]
        )
        for other in hop.also
    ]
    evidence = standing_line(hop.standing), reasons(opened, hop.claims), claim_cards(hop.claims), *beside
    return element("li", element("details", summary, *evidence))


def _read(hop: Hop, sentence: Callable[[Hop], str]) -> Markup:
    """Return a hop read out, its two entities set off from the words between them."""
    said = sentence(hop)
    for first, last in ((hop.start.label, hop.end.label), (hop.end.label, hop.start.label)):
        if said.startswith(f"{first} - ") and said.endswith(f" - {last}"):
            words = said[len(first) + 3 : len(said) - len(last) - 3]
            ends = element("strong", first), element("strong", last)
            return element("bdi", ends[0], f" {words} ", ends[1])
    return element("bdi", said)


def _drawn(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    view, ranks = paths_view(opened, answer)
    ends = {answer.start.iri, answer.end.iri}
    payload = vis_payload(view, opened.presentation, centre=ends, ranks=ranks)
    place = " ".join(["paths", *sorted(ranks)])
    draw(
        Scene("paths", place, payload, selected=state.selected, height="clamp(20rem, 58vh, 40rem)"),
        on_select=lambda iri: _change(selected=iri),
    )
    link = find_link(view, state.selected)
    if link:
        st.subheader(plain(link_words(opened, link)), anchor=False)
        beside = [contradicted_line(opened, link.claims), why_line(opened, link.claims)]
        st.html(str(link_card(link, join([part for part in beside if part]))))
    else:
        st.caption("Click a link for its evidence.")


def paths_view(opened: Opened, answer: PathAnswer) -> tuple[View, dict[str, int]]:
    """Return what the paths of `answer` pass, and how many hops each entity is from the start."""
    ranks: dict[str, int] = {}
    passed: set[str] = set()
    for path in answer.paths:
        for place, hop in enumerate(path.hops):
            ranks[hop.start.iri] = min(place, ranks.get(hop.start.iri, place))
            ranks[hop.end.iri] = min(place + 1, ranks.get(hop.end.iri, place + 1))
            passed |= {claim.proposition.iri for one in (hop, *hop.also) for claim in one.claims}
    ranks[answer.end.iri] = 1 + max(rank for iri, rank in ranks.items() if iri != answer.end.iri)
    whole = opened.graph.neighbourhood(ranks, hops=0, max_nodes=len(ranks))
    links = tuple(link for link in whole.links if link.iri in passed)
    return replace(whole, links=links, untold=0, silent=frozenset()), ranks
