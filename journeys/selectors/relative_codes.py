"""Which codes of relatives open something now, and to what sight (DESIGN §6)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from journeys.domain.citizen.own_access import MOST_FAILURES, Ground, ground_problem
from journeys.domain.sight.scope import Sight
from journeys.models import Citizen, RelativeCode
from journeys.querysets import family_of


def living(row: RelativeCode, now: datetime) -> bool:
    """Whether it opens anything: not taken back, not run out, not guessed at, and its ground still holds.

    The ground is judged of whom the citizen has turned out to be since (V9): a replacement number tells no age.
    """
    if row.ended_at is not None or now >= row.valid_until or row.failures >= MOST_FAILURES:
        return False
    citizen = row.citizen.joined_to or row.citizen
    return ground_problem(Ground(row.ground), citizen.known_birth_date, localdate(now)) is None


def living_code(code_id: str, now: datetime) -> RelativeCode | None:
    """The code of a session, asked at every look: what was taken back opens nothing any more."""
    row = RelativeCode.objects.select_related("citizen").filter(pk=code_id).first()
    return row if row is not None and living(row, now) else None


def sight_of_code(row: RelativeCode) -> Sight:
    """A relative sees the stays of the one citizen, through the same door as the citizen."""
    return Sight(themself=row.citizen.root_id)


def codes_of(citizen: Citizen, now: datetime) -> Sequence[RelativeCode]:
    """The living ones, newest first."""
    rows = RelativeCode.objects.select_related("citizen", "given_by").filter(citizen_id__in=family_of(citizen.root_id))
    return [row for row in rows.order_by("-given_at", "pk") if living(row, now)]
