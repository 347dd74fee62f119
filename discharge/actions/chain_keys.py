"""The names of rows that follow a discharge through its corrections, one citizen's apart from another's."""

from journeys.actions.projection import CitizenProjection

_LONGEST = 100


def chain_key(root: str, projection: CitizenProjection) -> str:
    """The key of a row whose discharge was first stated by the event `root`.

    A message that is lost, or was told of somebody else, may be named by the chains of two citizens: then the citizen
    belongs to the name, else the second of them could not be stored (RULES 2i V14).
    """
    own = any(event.ref == root for item in projection.journeys for event in item.events)
    return root if own else lost_key(root, projection)


def lost_key(root: str, projection: CitizenProjection) -> str:
    """The key while the citizen has no event of that name."""
    citizen = str(projection.citizen.pk)
    return f"{root[: _LONGEST - len(citizen) - 1]}!{citizen}"
