"""What an organisation is: its kind, its speciality and the function of a municipal unit (DESIGN 3; RULES 3)."""

from enum import StrEnum

REGION_MIDTJYLLAND = "1082"


class OrganisationKind(StrEnum):
    """The kinds of organisation that the three sectors consist of."""

    REGION = "region"
    HOSPITAL = "hospital"
    DEPARTMENT = "department"
    WARD = "ward"
    EMERGENCY_DEPARTMENT = "emergency_department"
    MUNICIPALITY = "municipality"
    MUNICIPAL_UNIT = "municipal_unit"
    SOCIAL_UNIT = "social_unit"
    GP_PRACTICE = "gp_practice"
    OUT_OF_HOURS = "out_of_hours"
    PREHOSPITAL = "prehospital"
    CLUSTER_SECRETARIAT = "cluster_secretariat"
    OTHER = "other"


class Speciality(StrEnum):
    """Somatic or psychiatric: decides channel and 72-hour rules (RULES 2a, 2e E1)."""

    SOMATIC = "somatic"
    PSYCHIATRIC = "psychiatric"
    UNKNOWN = "unknown"


class UnitFunction(StrEnum):
    """What a municipal unit does, so that a task finds its owner (RULES 5)."""

    NEEDS_ASSESSMENT = "needs_assessment"
    COMMUNITY_NURSING = "community_nursing"
    ACUTE_FUNCTION = "acute_function"


class AreaType(StrEnum):
    """Cluster until the reform, health council after it (RULES 3.4 model rule 1)."""

    CLUSTER = "cluster"
    HEALTH_COUNCIL = "health_council"


HOSPITAL_KINDS = frozenset(
    {
        OrganisationKind.HOSPITAL,
        OrganisationKind.DEPARTMENT,
        OrganisationKind.WARD,
        OrganisationKind.EMERGENCY_DEPARTMENT,
    }
)
WARD_KINDS = frozenset({OrganisationKind.WARD, OrganisationKind.EMERGENCY_DEPARTMENT})
MUNICIPAL_KINDS = frozenset(
    {OrganisationKind.MUNICIPALITY, OrganisationKind.MUNICIPAL_UNIT, OrganisationKind.SOCIAL_UNIT}
)
# Ancestors whose journeys a unit shares; a hospital is too wide a circle (DESIGN 6).
SHARED_ANCESTOR_KINDS = frozenset({OrganisationKind.DEPARTMENT, OrganisationKind.MUNICIPALITY})
