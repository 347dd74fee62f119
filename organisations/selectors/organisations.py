"""Find organisations by identifier, kind and place."""

from django.db.models import QuerySet

from organisations.domain.identifiers import normalise_number
from organisations.domain.kinds import OrganisationKind, UnitFunction
from organisations.models import Organisation


def organisation_by_identifiers(*, sor: str | None = None, gln: str | None = None) -> Organisation | None:
    """The organisation with this SOR number, else the one with this GLN; SOR decides because it is the identity."""
    if sor:
        found = Organisation.objects.filter(sor=normalise_number(sor)).first()
        if found is not None:
            return found
    return Organisation.objects.filter(gln=normalise_number(gln)).first() if gln else None


def organisation_by_key(reference_key: str) -> Organisation | None:
    """The organisation of the reference data with this key."""
    return Organisation.objects.filter(reference_key=reference_key).first()


def wards_of(hospital: Organisation) -> QuerySet[Organisation]:
    """Wards and emergency departments anywhere under a hospital, site or department's hospital."""
    return Organisation.objects.under(hospital.root_id or hospital.pk).wards()


def municipality_with_code(code: str) -> Organisation | None:
    """The municipality itself, not one of its units."""
    return Organisation.objects.of_kind(OrganisationKind.MUNICIPALITY).of_municipality(code).first()


def municipal_unit(municipality: Organisation, function: UnitFunction) -> Organisation | None:
    """The unit of a municipality that does this; None when nobody has said which."""
    units = Organisation.objects.under(municipality.root_id or municipality.pk)
    return units.filter(function=function.value).first()


def gp_practices(*, municipality_code: str | None = None) -> QuerySet[Organisation]:
    """General practices, all or those in one municipality."""
    practices = Organisation.objects.of_kind(OrganisationKind.GP_PRACTICE)
    return practices.of_municipality(municipality_code) if municipality_code else practices


def answering_unit(unit: Organisation) -> Organisation:
    """Who answers what is asked of a unit: itself, or whoever took over when it was closed."""
    passed = {unit.pk}
    while unit.closed_on is not None:
        heir = unit.successor or unit.parent
        if heir is None or heir.pk in passed:
            break
        unit = heir
        passed.add(unit.pk)
    return unit
