"""Somebody without papers: a number of their own, and the real one found (RULES 2i V9)."""

from dataclasses import replace
from datetime import datetime

from journeys.actions.acting.acts import Act
from journeys.actions.joining import join_citizens
from journeys.models import Journey
from medcom.parsing.building.builder import BundlePerson
from organisations.models import User


def provisional(person: BundlePerson) -> BundlePerson:
    """The same person under a replacement number: the day of birth plus 60, and a name that nobody knows."""
    number = f"{int(person.cpr[:2]) + 60:02}{person.cpr[2:]}"
    return replace(person, cpr=number, family_name="Ukendt", given_names=("Prøve",))


def identify(journey: Journey, person: BundlePerson, *, by: User, at: datetime) -> None:
    """The ward has found out who it is."""
    reason = "Datteren har været på afsnittet og vist sygesikringskortet."
    join_citizens(journey, cpr=person.cpr, reason=reason, act=Act(by=by, now=at))
