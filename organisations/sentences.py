"""Danish words for kinds, functions, areas and roles, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.domain.kinds import AreaType, OrganisationKind, Speciality, UnitFunction
from organisations.domain.roles import Role

KIND_LABELS: dict[OrganisationKind, Promise] = {
    OrganisationKind.REGION: _("Region"),
    OrganisationKind.HOSPITAL: _("Hospital"),
    OrganisationKind.DEPARTMENT: _("Afdeling"),
    OrganisationKind.WARD: _("Sengeafsnit"),
    OrganisationKind.EMERGENCY_DEPARTMENT: _("Akutafdeling"),
    OrganisationKind.MUNICIPALITY: _("Kommune"),
    OrganisationKind.MUNICIPAL_UNIT: _("Kommunal enhed"),
    OrganisationKind.SOCIAL_UNIT: _("Social enhed"),
    OrganisationKind.GP_PRACTICE: _("Almen praksis"),
    OrganisationKind.OUT_OF_HOURS: _("Lægevagt"),
    OrganisationKind.PREHOSPITAL: _("Præhospital enhed"),
    OrganisationKind.CLUSTER_SECRETARIAT: _("Klyngesekretariat"),
    OrganisationKind.OTHER: _("Anden organisation"),
}
SPECIALITY_LABELS: dict[Speciality, Promise] = {
    Speciality.SOMATIC: _("Somatik"),
    Speciality.PSYCHIATRIC: _("Psykiatri"),
    Speciality.UNKNOWN: _("Ukendt"),
}
FUNCTION_LABELS: dict[UnitFunction, Promise] = {
    UnitFunction.NEEDS_ASSESSMENT: _("Visitation"),
    UnitFunction.COMMUNITY_NURSING: _("Hjemmesygepleje"),
    UnitFunction.ACUTE_FUNCTION: _("Akutfunktion"),
}
AREA_LABELS: dict[AreaType, Promise] = {
    AreaType.CLUSTER: _("Klynge"),
    AreaType.HEALTH_COUNCIL: _("Sundhedsråd"),
}
ROLE_LABELS: dict[Role, Promise] = {
    Role.HOSPITAL_NURSE: _("Sygeplejerske på hospitalet"),
    Role.HOSPITAL_DOCTOR: _("Hospitalslæge"),
    Role.WARD_SECRETARY: _("Lægesekretær"),
    Role.NEEDS_ASSESSOR: _("Visitator"),
    Role.COMMUNITY_NURSE: _("Hjemmesygeplejerske"),
    Role.SOCIAL_WORKER: _("Socialrådgiver"),
    Role.GP: _("Praktiserende læge"),
    Role.GP_NURSE: _("Praksissygeplejerske"),
    Role.OUT_OF_HOURS_DOCTOR: _("Vagtlæge"),
    Role.CLUSTER_ADMINISTRATOR: _("Klyngesekretariat"),
    Role.SYSTEM_ADMINISTRATOR: _("Systemadministrator"),
    Role.CITIZEN: _("Borger"),
}


def kind_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.kind."""
    return [(kind.value, label) for kind, label in KIND_LABELS.items()]


def speciality_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.speciality."""
    return [(speciality.value, label) for speciality, label in SPECIALITY_LABELS.items()]


def function_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.function."""
    return [(function.value, label) for function, label in FUNCTION_LABELS.items()]


def area_choices() -> list[tuple[str, Promise]]:
    """Choices of CooperationArea.type."""
    return [(area.value, label) for area, label in AREA_LABELS.items()]


def role_choices() -> list[tuple[str, Promise]]:
    """Choices of Membership.role."""
    return [(role.value, label) for role, label in ROLE_LABELS.items()]
