"""Whether the report of admission is used for this citizen at all (RULES 2a; 001-71)."""

from datetime import timedelta
from math import inf

from django.utils import timezone

from discharge.channel.rules.report_task import admission_report, care_pathway_plan
from discharge.settings.rules.open_points import DEFAULTS, Choices
from discharge.settings.selectors import answers_for, shown_choices
from journeys.domain.calendar.clock import elapsed
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts, facts_at
from journeys.domain.events import CITIZEN_KINDS
from journeys.domain.history.history import History
from journeys.models import Journey, JourneyEvent

_KEPT = "_citizen_facts"
_DAY = 24


def keep_facts(journey: Journey, facts: CitizenFacts) -> None:
    """Keeps what is known of the citizen with this row of a request, so that a page asks once."""
    journey.__dict__[_KEPT] = facts


def citizen_facts_of(journey: Journey) -> CitizenFacts:
    """What is known of the citizen today; a page has read it already."""
    facts = journey.__dict__.get(_KEPT)
    if facts is None:
        told = JourneyEvent.objects.filter(
            citizen_id=journey.citizen_id, kind__in=[kind.value for kind in CITIZEN_KINDS]
        )
        facts = facts_at(History(event.as_record() for event in told.order_by("pk")), None)
        keep_facts(journey, facts)
    return facts


def is_report_forbidden(journey: Journey) -> bool:
    """What table 2a says today; what is unknown forbids nothing."""
    facts = citizen_facts_of(journey)
    return admission_report(facts, journey.speciality, _choices(journey, facts)).allowed is False


def asks_for_plan(journey: Journey) -> bool | None:
    """Whether a care pathway plan is used here: of a stay that is over by its length, else as of one that goes on.

    None where a fact is missing. A stay of exactly a day may have a plan (A11), and nobody asks for it (K5).
    """
    begun, left, choices, hours = journey.admitted_at, journey.discharged_at, DEFAULTS, inf
    if left is not None and begun is not None:
        choices, hours = answers_for(journey.hospital_id, left), elapsed(begun, left) / timedelta(hours=1)
    needs, known = journey.municipal_services, citizen_facts_of(journey)
    applies = care_pathway_plan(known, journey.speciality, needs=needs, stay_hours=hours, choices=choices)
    return applies if hours > _DAY else False


def _choices(journey: Journey, facts: CitizenFacts) -> Choices:
    """Only of a citizen whom both elder care and the social sector help is anything left open (A1)."""
    if not (facts.affiliations.get(Affiliation.ELDER_CARE) and facts.affiliations.get(Affiliation.SOCIAL)):
        return DEFAULTS
    hospital = str(journey.hospital_id) if journey.hospital_id else None
    return shown_choices().at(journey.report_requested_at or timezone.now(), hospital)
