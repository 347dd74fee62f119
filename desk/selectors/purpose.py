"""On what ground somebody looks at a journey or citizen, for the access log (DESIGN §6)."""

from collections.abc import Iterable
from uuid import UUID

from desk.selectors.asker import Asker
from journeys.actions.access import Purpose
from journeys.models import Journey
from journeys.selectors.sight import broken_glass


def purpose_of(asker: Asker, journey: Journey) -> Purpose:
    """Party if the unit sees it by itself, else what the citizen was opened by."""
    # Of somebody who was not opened there is nothing else to ask.
    if journey.citizen_id not in asker.sight.citizens:
        return Purpose.PARTY
    if asker.own_journeys().filter(pk=journey.pk).exists():
        return Purpose.PARTY
    return citizen_purpose(asker, journey.citizen_id)


def citizen_purpose(asker: Asker, citizen_id: UUID) -> Purpose:
    """Break-glass goes before a current contact: the stricter ground is the one to answer for."""
    if citizen_id in broken_glass(asker.user, now=asker.now):
        return Purpose.BREAK_GLASS
    return Purpose.CURRENT_CONTACT if citizen_id in asker.sight.citizens else Purpose.PARTY


def list_purpose(asker: Asker, citizen_ids: Iterable[UUID]) -> Purpose:
    """A list with anybody in it who was opened by break-glass is answered for as such."""
    opened = asker.sight.citizens & frozenset(citizen_ids)
    if not opened:
        return Purpose.PARTY
    return Purpose.BREAK_GLASS if opened & broken_glass(asker.user, now=asker.now) else Purpose.CURRENT_CONTACT
