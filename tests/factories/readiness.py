"""Assessments and registrations for tests: everything answered as it should be, unless said otherwise."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from discharge.readiness.acts.registration import RegisterReady, StatedReason
from discharge.readiness.rules.registration import Rehabilitation
from journeys.actions.acting.acts import Act
from journeys.actions.events import Recorded
from journeys.models import Journey
from organisations.models import User

PLACE = StatedReason(reason="temporary_place", primary=True)


def assessment(at: datetime, **changes: Any) -> RegisterReady:
    """Every demand of F1–F14 met; changed fields make a row of a decision table."""
    met = RegisterReady(
        occurred_at=at,
        assessed_by="Henrik Dalsgaard",
        assessed_at=at,
        terminal=False,
        treatment_finished=True,
        admission_not_required=True,
        continues_in_daily_life=True,
        medicine_and_devices_ready=True,
        fmk_updated=True,
        rehabilitation=Rehabilitation.NOT_NEEDED,
        patient_informed=True,
        relatives_informed="yes",
        municipality_involved=True,
        municipality_involved_on=(at - timedelta(days=1)).date(),
        administration_done=True,
        reasons=(PLACE,),
    )
    return replace(met, **changes)


def make_ready(journey: Journey, by: User, *, at: datetime, now: datetime | None = None, **changes: Any) -> Recorded:
    """Registers the citizen as medically ready."""
    return assessment(at, **changes).do(journey, act=Act(by=by, now=now or at))
