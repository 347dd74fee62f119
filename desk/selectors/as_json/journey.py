"""The composed JSON of one journey (DESIGN §8): one function per section, all keys always there."""

from typing import Any

from desk.selectors.as_json.discharge import (
    close_out_json,
    discharge_letter_json,
    extended_responsibility_json,
    responsibility_json,
)
from desk.selectors.as_json.payment import payment_json
from desk.selectors.as_json.readiness import (
    barriers_json,
    coincidence_json,
    discharge_agreement_json,
    ready_periods_json,
)
from desk.selectors.asker import Asker
from desk.selectors.json_values import moment, organisation_json
from desk.selectors.lines.doubted import doubts_json
from desk.selectors.lines.reported import reports_json
from desk.selectors.payers import may_read_ledger
from discharge.agreement.selectors import kept_story, read_by
from discharge.responsibility.selectors import strip_for
from journeys.models import Journey
from journeys.selectors.reading import reader_for

__all__ = ["journey_json", "moment", "organisation_json", "summary_json"]


def summary_json(journey: Journey) -> dict[str, Any]:
    """What lists hold of a journey, and how the whole one begins."""
    return {
        "id": str(journey.pk),
        "status": journey.status,
        "unconfirmed": journey.unconfirmed,
        "admission_type": journey.admission_type,
        "speciality": journey.speciality,
        "admitted_at": moment(journey.admitted_at),
        "discharged_at": moment(journey.discharged_at),
        "closed_at": moment(journey.closed_at),
        "ended_by": journey.ended_by or None,
        "version": journey.last_sequence,
        "hospital": organisation_json(journey.hospital),
        "municipality": organisation_json(journey.municipality),
        "gp_practice": organisation_json(journey.gp_practice),
    }


def journey_json(journey: Journey, asker: Asker) -> dict[str, Any]:
    """The whole journey; the ledger only for those who may see what a stay costs (as on the page)."""
    now, visible = asker.now, asker.journeys
    read_by(journey, reader_for(asker.unit, now))
    story = kept_story(journey)
    return {
        **summary_json(journey),
        "reports": reports_json(journey),
        "doubts": doubts_json(journey),
        "ready_periods": ready_periods_json(journey, story, now=now),
        "discharge_agreement": discharge_agreement_json(journey, story, now),
        "barriers": barriers_json(story),
        "coincidence": coincidence_json(journey, story),
        "payment": payment_json(journey, now) if may_read_ledger(asker, journey) else None,
        "extended_responsibility": extended_responsibility_json(journey, story, now, visible=visible),
        "responsibility": responsibility_json(strip_for(journey, now=now, visible=visible), now),
        "discharge_letter": discharge_letter_json(journey),
        "close_out": close_out_json(journey),
    }
