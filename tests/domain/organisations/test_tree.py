"""Whose journeys a unit shares."""

from uuid import UUID

import pytest

from organisations.domain.kinds import OrganisationKind as Kind
from organisations.domain.tree import Node, descendants, lineage, scope

HOSPITAL, DEPARTMENT, WARD, SISTER, MUNICIPALITY, VISITATION, SOCIAL = (UUID(int=n) for n in range(1, 8))
NODES = [
    Node(HOSPITAL, None, Kind.HOSPITAL),
    Node(DEPARTMENT, HOSPITAL, Kind.DEPARTMENT),
    Node(WARD, DEPARTMENT, Kind.WARD),
    Node(SISTER, DEPARTMENT, Kind.WARD),
    Node(MUNICIPALITY, None, Kind.MUNICIPALITY),
    Node(VISITATION, MUNICIPALITY, Kind.MUNICIPAL_UNIT),
    Node(SOCIAL, MUNICIPALITY, Kind.SOCIAL_UNIT),
]


@pytest.mark.parametrize(
    ("unit", "kind", "shared"),
    [
        (WARD, Kind.WARD, {WARD, DEPARTMENT}),
        (DEPARTMENT, Kind.DEPARTMENT, {DEPARTMENT, WARD, SISTER}),
        (HOSPITAL, Kind.HOSPITAL, {HOSPITAL, DEPARTMENT, WARD, SISTER}),
        (VISITATION, Kind.MUNICIPAL_UNIT, {VISITATION, MUNICIPALITY}),
        (MUNICIPALITY, Kind.MUNICIPALITY, {MUNICIPALITY, VISITATION, SOCIAL}),
        (SOCIAL, Kind.SOCIAL_UNIT, {SOCIAL}),
    ],
)
def test_scope(unit: UUID, kind: Kind, shared: set[UUID]) -> None:
    assert scope(unit, kind, NODES) == shared


def test_a_circle_ends() -> None:
    circle = [Node(WARD, SISTER, Kind.WARD), Node(SISTER, WARD, Kind.WARD)]
    assert len(list(lineage(WARD, {n.id: n for n in circle}))) == 2
    assert descendants(WARD, circle) == {WARD, SISTER}
