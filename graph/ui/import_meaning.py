"""What the columns of a table mean: a mapping that comes along, one's own, or columns matched here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from graph.errors import MappingError
from graph.mapping import Mapping, read_mapping, shipped_mappings
from graph.matching import Happening, Matching, Target, draft, import_name, order_for, preview
from graph.matching.preview import Previewed
from graph.tables import Order, has_order
from graph.ui.import_desk import MATCHED, OWN, ImportDesk
from graph.ui.plain import Markup, element, plain
from graph.ui.words import say

_GROUPS = (
    ("what", (Target.NAME, Target.KIND, Target.DATE, Target.ID)),
    ("where", (Target.PLACE, Target.LATITUDE, Target.LONGITUDE, Target.POINT)),
    ("who", (Target.SIDE_A, Target.SIDE_B, Target.WEAPON, Target.COUNT, Target.KILLED, Target.INJURED)),
    ("source", (Target.SOURCE, Target.URL, Target.NOTE)),
)
_NONE = ""


def meaning(desk: ImportDesk) -> Mapping | None:
    """Draw what the columns mean; return the mapping, None where it cannot be carried out."""
    st.subheader(say("importing.meaning"), anchor=False)
    _way(desk)
    if desk.way == MATCHED:
        _matching(desk)
    elif desk.way == OWN:
        _own_file(desk)
    if desk.way == OWN and not desk.own:
        return None
    try:
        mapping = desk.mapping()
    except MappingError as error:
        st.error(plain(str(error)))
        return None
    if desk.way not in (MATCHED, OWN):
        st.markdown(say("importing.known", title=plain(mapping.title)))
    return mapping


def _way(desk: ImportDesk) -> None:
    key = "import-way"
    st.session_state[key] = desk.way
    st.selectbox(
        say("importing.way"),
        [MATCHED, *shipped_mappings(), OWN],
        key=key,
        format_func=_way_called,
        on_change=lambda: _set_way(desk, st.session_state[key]),
    )


def _way_called(way: str) -> str:
    return say(f"importing.way-{way}") if way in (MATCHED, OWN) else read_mapping(way).title


def _set_way(desk: ImportDesk, way: str) -> None:
    desk.way = way


def _own_file(desk: ImportDesk) -> None:
    given = st.file_uploader(say("importing.own"), type=["toml"], key="import-own")
    if given is not None:
        desk.own = given.getvalue()


def _matching(desk: ImportDesk) -> None:
    """Draw a choice for each thing that a column can say."""
    with st.container(horizontal=True, key="import-names"):
        _text(desk, "title")
        _text(desk, "publisher", help=say("importing.publisher-help"))
    _happening(desk)
    for name, targets in _GROUPS:
        st.markdown(f"**{say(f'importing.group-{name}')}**")
        with st.container(horizontal=True, key=f"import-group-{name}"):
            for target in targets:
                _target(desk, target)
    _order(desk)
    left = [name for name in desk.meant if name not in desk.matching.columns.values()]
    if left:
        st.caption(say("importing.left-out", n=len(left), columns=plain(", ".join(left))))
    if not desk.matching.column(Target.DATE):
        st.caption(say("importing.no-date"))
    st.download_button(
        say("importing.save-mapping"),
        data=partial(draft, desk.matching),
        file_name=f"{desk.matching.name}.toml",
        mime="application/toml",
        key="import-save-mapping",
        help=say("importing.save-mapping-help"),
        on_click="ignore",
    )


def _text(desk: ImportDesk, name: str, help: str | None = None) -> None:
    key = f"import-{name}"
    st.session_state[key] = getattr(desk.matching, name)

    def take() -> None:
        given = " ".join(str(st.session_state[key]).split())
        if not given:
            return
        changed = {name: given}
        if name == "title":
            changed["name"] = import_name(given)
        desk.matching = replace(desk.matching, **changed)  # type: ignore[arg-type]

    words = say("importing.table-title" if name == "title" else f"importing.{name}")
    st.text_input(words, key=key, max_chars=100, help=help, on_change=take)


def _happening(desk: ImportDesk) -> None:
    key = "import-happening"
    offered = [one for one in Happening if one is not Happening.BY_ROW or desk.matching.column(Target.KIND)]
    chosen = desk.matching.happening
    st.session_state[key] = chosen if chosen in offered else Happening.INCIDENT

    def take() -> None:
        desk.matching = replace(desk.matching, happening=Happening(st.session_state[key]))

    st.selectbox(
        say("importing.happening"),
        offered,
        key=key,
        format_func=lambda one: say(f"importing.happening-{one.value.lower()}"),
        help=say("importing.happening-help"),
        on_change=take,
    )


def _target(desk: ImportDesk, target: Target) -> None:
    key = f"import-target-{target.value}"
    matching = desk.matching
    chosen = matching.column(target)
    st.session_state[key] = chosen if chosen in desk.columns else _NONE
    st.selectbox(
        _target_called(matching, target),
        [_NONE, *desk.meant],
        key=key,
        format_func=lambda name: name or say("importing.no-column"),
        help=say(f"importing.help-{target.value}") + _why(matching, target),
        on_change=lambda: set_column(desk, target, st.session_state[key]),
        width=230,
    )


def _target_called(matching: Matching, target: Target) -> str:
    if target in (Target.SIDE_A, Target.SIDE_B):
        return say(f"importing.{target.value}-{matching.happening.value.lower()}")
    return say(f"importing.target-{target.value}")


def _why(matching: Matching, target: Target) -> str:
    reason = matching.reasons.get(target, "")
    return f" {say('importing.guessed')} {reason}" if reason else ""


def set_column(desk: ImportDesk, target: Target, column: str) -> None:
    """Let `column` say what `target` is; what it said before, it does not say any more."""
    matching = desk.matching
    columns = {one: name for one, name in matching.columns.items() if one is not target and name != column}
    if column:
        columns[target] = column
    reasons = {one: why for one, why in matching.reasons.items() if columns.get(one) == matching.column(one)}
    reasons.pop(target, None)
    ordered = {one: columns[one] for one in Target if one in columns}
    changed = replace(matching, columns=ordered, reasons=reasons)
    if target is Target.DATE:
        changed = replace(changed, order=order_for(column, desk.sample.whole))
    if target is Target.KIND:
        by_row = changed.happening is Happening.BY_ROW and not column
        changed = replace(changed, happening=Happening.INCIDENT if by_row else changed.happening)
    desk.matching = changed


def _order(desk: ImportDesk) -> None:
    """Draw the choice of day or month first, where dates are written so that it matters."""
    column = desk.matching.column(Target.DATE)
    if not any(has_order(row.values.get(column, "")) for row in desk.sample.whole):
        return
    key = "import-order"
    st.session_state[key] = desk.matching.order

    def take() -> None:
        chosen = st.session_state[key]
        desk.matching = replace(desk.matching, order=Order(chosen) if chosen else None)

    st.radio(
        say("importing.order"),
        [Order.DAY_FIRST, Order.MONTH_FIRST],
        key=key,
        format_func=lambda one: say(f"importing.{one.value}"),
        horizontal=True,
        on_change=take,
    )


def what_rows_become(desk: ImportDesk, mapping: Mapping) -> None:
    """Draw what one of the first rows becomes, in sentences."""
    st.subheader(say("importing.preview"), anchor=False)
    rows = desk.sample.rows
    chosen = 1
    if len(rows) > 1:
        chosen = int(st.number_input(say("importing.row"), 1, len(rows), key="import-row", width=150))
    one = rows[min(chosen, len(rows)) - 1 : chosen]
    shown = preview(mapping, one, among=rows, file=desk.given.name if desk.given else "")
    st.html(str(preview_markup(shown[0])))


def preview_markup(row: Previewed) -> Markup:
    """Return what a row becomes, or why it is rejected, as plain text."""
    if row.fault is not None:
        words = say("importing.row-rejected", row=row.number, line=row.line)
        return element("div", element("p", words), element("p", str(row.fault)), style="ag-becomes ag-fault")
    words = say("importing.row-becomes", row=row.number, line=row.line, n=len(row.sentences))
    said = [element("li", sentence, dir="auto") for sentence in row.sentences]
    return element("div", element("p", words), element("ul", *said), style="ag-becomes")
