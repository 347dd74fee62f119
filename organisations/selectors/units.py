"""Where a unit stands in its tree: whose journeys it shares and which house it belongs to."""

from uuid import UUID

from django.db.models import Q

from organisations.domain.kinds import MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.tree import TreeNode, lineage, scope
from organisations.models import Organisation

_CACHE, _PREDECESSORS = "_house_nodes", "_predecessor_ids"


def unit_scope(unit: Organisation) -> frozenset[UUID]:
    """Units whose journeys the unit's staff share (one query, kept on the instance for the rest of the request)."""
    own = scope(unit.pk, OrganisationKind(unit.kind), _house(unit))
    return own | frozenset(unit.__dict__[_PREDECESSORS])


def house_ids(unit: Organisation) -> frozenset[UUID]:
    """All units of the same hospital, municipality or practice, the unit included."""
    return frozenset(node.id for node in _house(unit)) | {unit.pk}


def sharing_units(unit: Organisation) -> frozenset[UUID]:
    """The units of its house whose staff share the unit's journeys: the other way round of `unit_scope`."""
    nodes = _house(unit)
    return frozenset({unit.pk}) | {node.id for node in nodes if unit.pk in scope(node.id, node.kind, nodes)}


def lineage_ids(unit: Organisation) -> tuple[UUID, ...]:
    """The unit and those above it, the nearest first."""
    return tuple(node.id for node in lineage(unit.pk, {node.id: node for node in _house(unit)}))


def circle_ids(unit: Organisation) -> frozenset[UUID]:
    """The units through which a unit hears of what is closed: of a municipality its own and those above it.

    Hospital and practice are one party; in a municipality one area does not hear of another's (B2-P5 c; RULES 4).
    """
    kind = OrganisationKind(unit.kind)
    if kind is OrganisationKind.SOCIAL_UNIT:
        return frozenset({unit.pk})
    return frozenset(lineage_ids(unit)) if kind in MUNICIPAL_KINDS else house_ids(unit)


def _house(unit: Organisation) -> tuple[TreeNode, ...]:
    cached: tuple[TreeNode, ...] | None = unit.__dict__.get(_CACHE)
    if cached is None:
        top = unit.root_id or unit.pk
        # Whoever took over from a closed unit answers for its journeys, so it sees them.
        rows = Organisation.objects.filter(Q(root_id=top) | Q(pk=unit.pk) | Q(successor=unit.pk)).order_by()
        values = list(rows.values_list("pk", "parent_id", "kind", "successor_id"))
        cached = tuple(TreeNode(pk, parent_id, OrganisationKind(kind)) for pk, parent_id, kind, _ in values)
        unit.__dict__[_CACHE] = cached
        unit.__dict__[_PREDECESSORS] = tuple(pk for pk, _, _, successor in values if successor == unit.pk)
    return cached
