"""Whose journeys a unit shares."""

from uuid import UUID

import pytest

from organisations.domain.kinds import OrganisationKind as Kind
from organisations.domain.tree import TreeNode, descendants, lineage, scope

HOSPITAL, DEPARTMENT, WARD, SISTER, MUNICIPALITY, VISITATION, SOCIAL = (UUID(int=n) for n in range(1, 8))
NODES = [
    TreeNode(HOSPITAL, None, Kind.HOSPITAL),
    TreeNode(DEPARTMENT, HOSPITAL, Kind.DEPARTMENT),
    TreeNode(WARD, DEPARTMENT, Kind.WARD),
    TreeNode(SISTER, DEPARTMENT, Kind.WARD),
    TreeNode(MUNICIPALITY, None, Kind.MUNICIPALITY),
    TreeNode(VISITATION, MUNICIPALITY, Kind.MUNICIPAL_UNIT),
    TreeNode(SOCIAL, MUNICIPALITY, Kind.SOCIAL_UNIT),
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
    circle = [TreeNode(WARD, SISTER, Kind.WARD), TreeNode(SISTER, WARD, Kind.WARD)]
    assert len(list(lineage(WARD, {n.id: n for n in circle}))) == 2
    assert descendants(WARD, circle) == {WARD, SISTER}
