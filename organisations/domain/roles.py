"""The roles of people and the sector each belongs to (RULES 1.6)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is while acting for a unit."""

    HOSPITAL_NURSE = "hospital_nurse"
    HOSPITAL_DOCTOR = "hospital_doctor"
    WARD_SECRETARY = "ward_secretary"
    NEEDS_ASSESSOR = "needs_assessor"
    COMMUNITY_NURSE = "community_nurse"
    SOCIAL_WORKER = "social_worker"
    GP = "gp"
    GP_NURSE = "gp_nurse"
    OUT_OF_HOURS_DOCTOR = "out_of_hours_doctor"
    CLUSTER_ADMINISTRATOR = "cluster_administrator"
    PRACTICE_CONSULTANT = "practice_consultant"
    REGION_ANALYST = "region_analyst"
    STEERING_GROUP = "steering_group"
    OPERATOR = "operator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    CITIZEN = "citizen"


class Sector(StrEnum):
    """The side of the cooperation that a role speaks for."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    GENERAL_PRACTICE = "general_practice"
    REGION = "region"
    CITIZEN = "citizen"


SECTOR_OF_ROLE: dict[Role, Sector] = {
    Role.HOSPITAL_NURSE: Sector.HOSPITAL,
    Role.HOSPITAL_DOCTOR: Sector.HOSPITAL,
    Role.WARD_SECRETARY: Sector.HOSPITAL,
    Role.NEEDS_ASSESSOR: Sector.MUNICIPALITY,
    Role.COMMUNITY_NURSE: Sector.MUNICIPALITY,
    Role.SOCIAL_WORKER: Sector.MUNICIPALITY,
    Role.GP: Sector.GENERAL_PRACTICE,
    Role.GP_NURSE: Sector.GENERAL_PRACTICE,
    Role.OUT_OF_HOURS_DOCTOR: Sector.GENERAL_PRACTICE,
    Role.CLUSTER_ADMINISTRATOR: Sector.REGION,
    Role.PRACTICE_CONSULTANT: Sector.REGION,
    Role.REGION_ANALYST: Sector.REGION,
    Role.STEERING_GROUP: Sector.REGION,
    Role.OPERATOR: Sector.REGION,
    Role.SYSTEM_ADMINISTRATOR: Sector.REGION,
    Role.CITIZEN: Sector.CITIZEN,
}


# They read the figures and nothing else (RULES 6).
FIGURES_ONLY = frozenset({Role.PRACTICE_CONSULTANT, Role.REGION_ANALYST, Role.STEERING_GROUP})
# They see numbers, reference data or themselves, never other citizens (DESIGN 6).
SEES_NO_CITIZENS = FIGURES_ONLY | {
    Role.CLUSTER_ADMINISTRATOR,
    Role.OPERATOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.CITIZEN,
}


def needs_second_person(role: Role, others: frozenset[Role]) -> bool:
    """Whether a role is given by two people, beside the other roles that the person has.

    An administrator can open every door for others, so nobody makes one alone, and nobody who is one gets a role that
    sees citizens from one colleague alone.
    """
    clinical = role not in SEES_NO_CITIZENS
    return role is Role.SYSTEM_ADMINISTRATOR or (clinical and Role.SYSTEM_ADMINISTRATOR in others)


# The sector a role speaks for; every role has exactly one.
sector_of = SECTOR_OF_ROLE.__getitem__


def roles_of(sector: Sector) -> frozenset[Role]:
    """All roles of one sector."""
    return frozenset(role for role, its_sector in SECTOR_OF_ROLE.items() if its_sector is sector)
