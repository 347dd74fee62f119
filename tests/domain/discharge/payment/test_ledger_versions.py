"""P8: a later version of the ledger says day by day what it changes, in the amounts of its speciality and tariffs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from discharge.payment.rules.ledger_versions import changed_lines, corrections_of
from discharge.payment.rules.tariffs import Payee, Tariff
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from tests.domain.discharge.readiness.test_ready_and_stay import admitted, instant, ready
from tests.domain.discharge.stories import event

REGION = Tariff(
    speciality="psychiatric",
    payee=Payee.REGION,
    day_from=1,
    day_to=None,
    amount_dkk=Decimal(2500),
    price_level_year=2026,
    valid_from=date(2026, 1, 1),
    valid_to=None,
    legal_ref="list of the year",
    verified=True,
)
LATER = replace(ready(11, ref="RE_FB"), voids_ref="FB", stated_at=instant(13))
STORY = History([admitted(), ready(9), LATER, event(K.DISCHARGED, instant(16))])


def test_p8_days_taken_out_are_named_with_the_amount_that_stood_there() -> None:
    (correction,) = corrections_of(STORY, History(()))
    lines = changed_lines(correction, speciality="psychiatric", tariffs=(REGION,))
    taken = [(line.date.day, line.before.region_dkk) for line in lines if line.before and not line.after]
    assert taken == [(9, 2500), (10, 2500)]


def test_p8_only_days_before_the_correction_was_stated_have_lines() -> None:
    (correction,) = corrections_of(STORY, History(()))
    assert max(line.date.day for line in changed_lines(correction)) == 12
