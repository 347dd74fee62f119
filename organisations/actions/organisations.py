"""Register, rename, move and complete organisations; the only writer of Organisation."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.actions.history import saved_by
from organisations.domain import identifiers
from organisations.domain.identifiers import IdentifierProblem
from organisations.domain.kinds import OrganisationKind, Speciality, UnitFunction
from organisations.domain.opening_hours import OpeningHours
from organisations.domain.phones import checked_phones
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation, User
from organisations.sentences import problem_sentence


class OrganisationFacts(TypedDict, total=False):
    """What may be known of an organisation; a fact left out or None is unknown."""

    function: UnitFunction | None
    speciality: Speciality
    short_name: str | None
    reference_key: str | None
    sor: str | None
    gln: str | None
    ydernummer: str | None
    municipality_code: str | None
    region_code: str | None
    phone: str | None
    phone_hours: str | None
    opening_hours: dict[str, Any] | None
    phones: dict[str, Any]
    beds: list[str] | None
    fictitious: bool


_CHECKS = {
    "sor": identifiers.check_sor,
    "gln": identifiers.check_gln,
    "ydernummer": identifiers.check_ydernummer,
    "municipality_code": identifiers.check_municipality_code,
    "region_code": identifiers.check_region_code,
}
_UNIQUE = ("sor", "gln", "ydernummer", "reference_key")


@transaction.atomic
def register_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    parent: Organisation | None = None,
    verified: bool = False,
    by: User | None = None,
    **facts: Unpack[OrganisationFacts],
) -> Organisation:
    """Create one organisation; raises InvalidOrganisation for an ill-formed or taken identifier."""
    values = checked_facts(dict(facts))
    _refuse_taken(values, apart_from=None)
    organisation = Organisation(name=_required_name(name), kind=kind.value, parent=parent, verified=verified, **values)
    organisation.root = organisation if parent is None else parent.root or parent
    return saved_by(organisation, by)


@transaction.atomic
def update_organisation(
    organisation: Organisation, *, by: User | None = None, **facts: Unpack[OrganisationFacts]
) -> Organisation:
    """Change the given facts and no others."""
    values = checked_facts(dict(facts))
    _refuse_taken(values, apart_from=organisation)
    for field, value in values.items():
        setattr(organisation, field, value)
    return saved_by(organisation, by)


def verify_organisation(organisation: Organisation, *, by: User | None = None) -> Organisation:
    """An administrator has looked at an organisation that a message brought (DESIGN 4)."""
    organisation.verified = True
    return saved_by(organisation, by)


@transaction.atomic
def move_organisation(
    organisation: Organisation, *, parent: Organisation | None, by: User | None = None
) -> Organisation:
    """Put it and all that is under it below another parent, or at the top."""
    refuse_circle(organisation, parent)
    organisation.parent = parent
    organisation.root = organisation if parent is None else parent.root or parent
    saved_by(organisation, by)
    _spread_root(organisation, by=by)
    return organisation


def refuse_circle(organisation: Organisation, parent: Organisation | None) -> None:
    """Raise InvalidOrganisation when the parent is the organisation itself or something under it."""
    if organisation.pk in _ids_upwards(parent):
        raise InvalidOrganisation("organisation.circle", _("En enhed kan ikke høre under sig selv."))


def _spread_root(organisation: Organisation, *, by: User | None) -> None:
    for child in organisation.children.all():
        child.root = organisation.root
        saved_by(child, by)
        _spread_root(child, by=by)


def _ids_upwards(organisation: Organisation | None) -> set[Any]:
    ids = set()
    while organisation is not None:
        ids.add(organisation.pk)
        organisation = organisation.parent
    return ids


def _required_name(name: str) -> str:
    if not name.strip():
        raise InvalidOrganisation("organisation.name_missing", _("Skriv organisationens navn."))
    return name.strip()


def checked_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as they are stored: empty is None, identifiers normalised; raises InvalidOrganisation."""
    values: dict[str, Any] = {field: (None if value == "" else value) for field, value in facts.items()}
    for field, value in values.items():
        if field in _CHECKS and value is not None:
            values[field] = _checked(field, value)
        elif field == "opening_hours" and value is not None:
            _refuse_bad_hours(value)
        elif field == "phones":
            values[field] = _checked_phones(value or {})
    return values


def _checked(field: str, text: str) -> str:
    problem: IdentifierProblem | None = _CHECKS[field](text)
    if problem is not None:
        raise InvalidOrganisation(problem.value, problem_sentence(problem))
    if field == "municipality_code":
        return identifiers.municipality_code(text) or text
    return identifiers.normalise_number(text)


def _refuse_bad_hours(data: dict[str, Any]) -> None:
    try:
        OpeningHours.from_json(data)
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidOrganisation("opening_hours.format", _("Åbningstiden kan ikke læses.")) from error


def _checked_phones(stated: dict[str, Any]) -> dict[str, Any]:
    try:
        return checked_phones(stated)
    except (ValueError, TypeError, AttributeError) as error:
        sentence = _("Skriv nummeret med cifre (og mellemrum), og telefontid kun ved et nummer.")
        raise InvalidOrganisation("phones.format", sentence) from error


def _refuse_taken(values: dict[str, Any], *, apart_from: Organisation | None) -> None:
    unique = {field: values[field] for field in _UNIQUE if values.get(field) is not None}
    any_of = Q(pk__in=[])
    for field, value in unique.items():
        any_of |= Q(**{field: value})
    holder = Organisation.objects.filter(any_of).exclude(pk__in=[apart_from.pk] if apart_from else []).first()
    if holder is None:
        return
    field = next(field for field, value in unique.items() if getattr(holder, field) == value)
    sentence = _("Nummeret {number} hører allerede til en anden organisation.").format(number=unique[field])
    raise InvalidOrganisation(f"{field}.taken", sentence)
