"""Walks in the tree of units, given as plain rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from organisations.domain.kinds import SHARED_ANCESTOR_KINDS, OrganisationKind


class TreeNode(NamedTuple):
    """One unit of a tree."""

    id: UUID
    parent_id: UUID | None
    kind: OrganisationKind


def lineage(unit_id: UUID, nodes: Mapping[UUID, TreeNode]) -> Iterator[TreeNode]:
    """The unit and its ancestors, nearest first; stops where a parent is not among the nodes."""
    seen: set[UUID] = set()
    current: UUID | None = unit_id
    while current is not None and current in nodes and current not in seen:
        seen.add(current)
        yield nodes[current]
        current = nodes[current].parent_id


def descendants(unit_id: UUID, nodes: Iterable[TreeNode]) -> frozenset[UUID]:
    """Everything under the unit to any depth, itself not included."""
    children: dict[UUID, list[UUID]] = {}
    for node in nodes:
        if node.parent_id is not None:
            children.setdefault(node.parent_id, []).append(node.id)
    found: set[UUID] = set()
    waiting = list(children.get(unit_id, ()))
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(children.get(current, ()))
    return frozenset(found)


def scope(unit_id: UUID, kind: OrganisationKind, nodes: Iterable[TreeNode]) -> frozenset[UUID]:
    """The units whose journeys a unit's staff share: itself, those under it, its department and its municipality.

    Social-sector staff see only what was sent to them (DESIGN 6; RULES 4 social sector).
    """
    if kind is OrganisationKind.SOCIAL_UNIT:
        return frozenset({unit_id})
    by_id = {node.id: node for node in nodes}
    above = {node.id for node in lineage(unit_id, by_id) if node.kind in SHARED_ANCESTOR_KINDS}
    return frozenset({unit_id}) | descendants(unit_id, by_id.values()) | above
