"""Finds or creates the citizen of a CPR number (DESIGN §4: an unknown citizen is never an error)."""

from journeys.actions.projection.writing import add_unless_known
from journeys.domain.citizen.likeness import folded_name
from journeys.models import Citizen


def citizen_by_cpr(cpr: str, *, given_names: str = "", family_name: str = "") -> Citizen:
    """The one row of a CPR number (ten characters, no hyphen); two callers at once get the same one.

    Name and address follow from the events; a name given by hand only fills an empty one.
    """
    citizen, _created = Citizen.objects.get_or_create(cpr=cpr)
    if family_name and not citizen.family_name:
        _name(citizen, given_names, family_name)
        citizen.save(update_fields=["given_names", "family_name", "search_name"])
    return citizen


def locked_by_cpr(cpr: str) -> Citizen:
    """The same row, found and locked at once; the caller holds a transaction."""
    of_number = Citizen.objects.select_for_update().filter(cpr=cpr)
    citizen = of_number.first()
    if citizen is None:
        # Two at once: the second waits here for the first one's row.
        add_unless_known(Citizen(cpr=cpr))
        citizen = of_number.get()
    return citizen


def citizen_by_name(*, given_names: str, family_name: str) -> Citizen:
    """A new citizen whose number nobody knows; two unknown numbers are two citizens."""
    citizen = Citizen()
    _name(citizen, given_names, family_name)
    citizen.save()
    return citizen


def _name(citizen: Citizen, given_names: str, family_name: str) -> None:
    citizen.given_names, citizen.family_name = given_names.strip(), family_name.strip()
    citizen.search_name = folded_name(citizen.given_names, citizen.family_name)
