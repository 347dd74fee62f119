"""Finds or creates the citizen of a CPR number (DESIGN §4: an unknown citizen is never an error)."""

from journeys.models import Citizen


def citizen_by_cpr(cpr: str) -> Citizen:
    """The one row of a CPR number (ten characters, no hyphen); two callers at once get the same one.

    Name and address follow from the events, so nothing but the number is needed.
    """
    citizen, _created = Citizen.objects.get_or_create(cpr=cpr)
    return citizen
