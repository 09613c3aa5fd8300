"""What a name that the graph knows can be in a table."""

from __future__ import annotations

from collections.abc import Collection

ACTOR, WEAPON, PLACE, OUTLET = "actor", "weapon", "place", "outlet"
_CLASSES = {
    OUTLET: {"MediaOutlet"},
    ACTOR: {
        "Actor",
        "ArmedForce",
        "ArmedGroup",
        "Company",
        "GovernmentBody",
        "InternationalOrganization",
        "Organization",
        "Person",
        "State",
    },
    WEAPON: {"Weapon"},
    PLACE: {"Place"},
}


def kind_of(classes: Collection[str]) -> str:
    """Return what an entity of these classes, by their local names, is to a table; empty for anything else.

    Examples
    --------
    >>> kind_of(["ArmedGroup", "Organization"]), kind_of(["Incident"])
    ('actor', '')
    """
    return next((kind for kind, names in _CLASSES.items() if names & set(classes)), "")
