"""The terms of the 72-hour agreement as effective-dated data, one row per version (RULES 2e; 001 §2.2, §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journeys.domain.calendar.clock import local_date
from journeys.domain.state.fold import Destination
from organisations.domain.kinds import REGION_MIDTJYLLAND

_PLACES = frozenset({Destination.ACUTE_PLACE, Destination.TEMPORARY_PLACE, Destination.NURSING_HOME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One version of the agreement, in force for discharges from `valid_from` to `valid_to`, both days included."""

    version: str
    source: str
    valid_from: date | None
    valid_to: date | None
    window_for: timedelta = timedelta(hours=72)
    longer_than: timedelta = timedelta(hours=24)
    coherent_gap: timedelta = timedelta(hours=4)
    regions: frozenset[str] = frozenset({REGION_MIDTJYLLAND})
    specialities: frozenset[str] = frozenset({"somatic"})
    destinations: frozenset[Destination] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on a Copenhagen day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


AGREEMENTS: tuple[Terms, ...] = (
    Terms(version="before-2023-09", source="RULES 2e; sundhed.dk", valid_from=None, valid_to=date(2023, 9, 14)),
    Terms(
        version="2023-09",
        source="RULES 2e; sundhed.dk",
        valid_from=date(2023, 9, 15),
        valid_to=date(2023, 10, 31),
        destinations=_PLACES,
    ),
    Terms(
        version="2023-11",
        source="RULES 2e; 001 §2.2",
        valid_from=date(2023, 11, 1),
        valid_to=date(2026, 12, 31),
        destinations=_PLACES | {Destination.OWN_HOME},
    ),
    Terms(
        # Acute and temporary places become health and care places of the region; the old codes stay (RULES 3.4 (4)).
        version="2027-01",
        source="RULES 2e, 3.4; 001 §2.2",
        valid_from=date(2027, 1, 1),
        valid_to=None,
        destinations=_PLACES | {Destination.OWN_HOME, Destination.HEALTH_CARE_PLACE},
    ),
)


def terms_at(at: datetime, agreements: Sequence[Terms] = AGREEMENTS) -> Terms:
    """The version in force on the Copenhagen day of `at`; of several the one that began last."""
    day = local_date(at)
    holding = [terms for terms in agreements if terms.holds_on(day)]
    if not holding:
        return Terms(version="none", source="RULES 2e", valid_from=None, valid_to=None)
    return max(holding, key=lambda terms: terms.valid_from or date.min)
