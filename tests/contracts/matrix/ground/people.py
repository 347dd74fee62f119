"""Everybody of the matrix: each role in its own unit, in other units, houses and practices, and by each door."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from organisations.domain.kinds import UnitFunction
from organisations.domain.roles import Role
from organisations.models import Membership, Organisation, User
from tests.actors import Actors
from tests.contracts.matrix.oracle import Person
from tests.factories.organisations import (
    make_hospital,
    make_municipal_unit,
    make_municipality,
    make_practice,
    make_user,
    make_ward,
)

VIBORG, RANDERS, VIBORG_KOMMUNE, SKIVE = "Hospital Viborg", "Hospital Randers", "Viborg Kommune", "Skive Kommune"
OWN_PRACTICE, OTHER_PRACTICE = "Lægehuset", "Lægerne på Torvet"
WARD, SURGERY, RANDERS_WARD = "Medicin", "Kirurgi", "Medicin, Randers"
SOCIAL, SKIVE_ASSESSMENT = "Socialpsykiatrien", "Visitationen, Skive"
ON_CALL, REGION, SECRETARIAT = "Lægevagten", "Regionen", "Sekretariatet"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the oracle sees them and as the program does."""

    person: Person
    user: User


def units_of(actors: Actors) -> dict[str, Organisation]:
    """Every unit by its name in the oracle; the actors' own and another of each kind."""
    skive = make_municipality("Skive Kommune", code="779")
    return {
        VIBORG: actors.hospital,
        WARD: actors.ward,
        SURGERY: make_ward(actors.hospital, "Kirurgi"),
        RANDERS_WARD: actors.other_ward,
        "Visitationen": actors.visitation,
        "Hjemmesygeplejen": actors.nursing,
        SOCIAL: actors.social_unit,
        VIBORG_KOMMUNE: actors.municipality,
        SKIVE: skive,
        SKIVE_ASSESSMENT: make_municipal_unit(skive, "Visitationen, Skive"),
        "Hjemmesygeplejen, Skive": make_municipal_unit(
            skive, "Hjemmesygeplejen, Skive", function=UnitFunction.COMMUNITY_NURSING
        ),
        OWN_PRACTICE: actors.practice,
        OTHER_PRACTICE: make_practice("Lægerne på Torvet"),
        ON_CALL: actors.out_of_hours,
        REGION: actors.region,
        SECRETARIAT: actors.secretariat,
        "Et helt andet hospital": make_hospital("Regionshospitalet Horsens"),
    }


_R = Role
# name, role, unit, house
_PLAIN = (
    ("nurse", _R.HOSPITAL_NURSE, WARD, VIBORG),
    ("doctor", _R.HOSPITAL_DOCTOR, WARD, VIBORG),
    ("secretary", _R.WARD_SECRETARY, WARD, VIBORG),
    ("surgeon", _R.HOSPITAL_DOCTOR, SURGERY, VIBORG),
    ("secretary of surgery", _R.WARD_SECRETARY, SURGERY, VIBORG),
    ("nurse of Randers", _R.HOSPITAL_NURSE, RANDERS_WARD, RANDERS),
    ("doctor of Randers", _R.HOSPITAL_DOCTOR, RANDERS_WARD, RANDERS),
    ("assessor", _R.NEEDS_ASSESSOR, "Visitationen", VIBORG_KOMMUNE),
    ("community nurse", _R.COMMUNITY_NURSE, "Hjemmesygeplejen", VIBORG_KOMMUNE),
    ("social worker", _R.SOCIAL_WORKER, SOCIAL, VIBORG_KOMMUNE),
    ("assessor of Skive", _R.NEEDS_ASSESSOR, SKIVE_ASSESSMENT, SKIVE),
    ("community nurse of Skive", _R.COMMUNITY_NURSE, "Hjemmesygeplejen, Skive", SKIVE),
    ("gp", _R.GP, OWN_PRACTICE, OWN_PRACTICE),
    ("gp nurse", _R.GP_NURSE, OWN_PRACTICE, OWN_PRACTICE),
    ("other gp", _R.GP, OTHER_PRACTICE, OTHER_PRACTICE),
    ("lægevagt", _R.OUT_OF_HOURS_DOCTOR, ON_CALL, ON_CALL),
    ("cluster administrator", _R.CLUSTER_ADMINISTRATOR, SECRETARIAT, SECRETARIAT),
    ("practice consultant", _R.PRACTICE_CONSULTANT, REGION, REGION),
    ("region analyst", _R.REGION_ANALYST, REGION, REGION),
    ("steering group", _R.STEERING_GROUP, REGION, REGION),
    ("operator", _R.OPERATOR, REGION, REGION),
    ("administrator", _R.SYSTEM_ADMINISTRATOR, REGION, REGION),
    ("citizen", _R.CITIZEN, "", ""),
)
# Whom they have opened every citizen as; the first of each already takes part in some journeys.
_BY_GLASS = ("nurse", "surgeon", "doctor of Randers", "assessor of Skive", "other gp", "lægevagt")
_BY_CONTACT = ("surgeon", "nurse of Randers", "community nurse of Skive", "lægevagt")


def everybody(units: dict[str, Organisation]) -> list[Somebody]:
    """All of them, with their users."""
    plain = {name: Person(name=name, role=role, unit=unit, house=house) for name, role, unit, house in _PLAIN}
    people = list(plain.values())
    people += [replace(plain[name], name=f"{name} by glass", glass=True) for name in _BY_GLASS]
    people += [replace(plain[name], name=f"{name} in contact", contact=True) for name in _BY_CONTACT]
    made = [Somebody(person, _user(person, units)) for person in people]
    return [*made, *_nobody(units)]


def _user(person: Person, units: dict[str, Organisation]) -> User:
    assert person.role is not None
    return make_user(f"Fru {person.name}", role=person.role, unit=units[person.unit] if person.unit else None)


def _nobody(units: dict[str, Organisation]) -> list[Somebody]:
    """An account without a unit, and a nurse of the ward whose work there ended yesterday."""
    stray = User.objects.create(username="stray", name="Fru without a unit")
    ended = make_user("Fru who has left", role=Role.HOSPITAL_NURSE, unit=units[WARD])
    Membership.objects.filter(user=ended).update(valid_to=_yesterday())
    return [
        Somebody(Person(name="without a unit", role=None), stray),
        Somebody(Person(name="who has left", role=None), User.objects.get(pk=ended.pk)),
    ]


def _yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)
