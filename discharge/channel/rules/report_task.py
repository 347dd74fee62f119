"""Whether the municipality is asked for a report of admission: not where 2a forbids it (RULES 2a; 001-32, 001-71)."""

from functools import lru_cache

from discharge.channel.rules.channel import ChannelDocument, ChannelFacts, ChannelPermission, channel
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.state.fold import JourneyState
from journeys.domain.tasks.open_tasks import REPORT_WITHIN, TaskKind, WantedTask


def admission_report(facts: CitizenFacts, speciality: str | None, choices: Choices = DEFAULTS) -> ChannelPermission:
    """What table 2a says of the report; unknown affiliations forbid nothing."""
    known = facts.affiliations
    asked = ChannelFacts(
        elder_care=known.get(Affiliation.ELDER_CARE),
        social=known.get(Affiliation.SOCIAL),
        speciality=None if speciality == "unknown" else speciality,
        needs_municipal_services=facts.municipal_services,
    )
    return channel(asked, choices).documents[ChannelDocument.ADMISSION_REPORT]


def care_pathway_plan(
    facts: CitizenFacts, speciality: str, *, needs: bool | None, stay_hours: float, choices: Choices = DEFAULTS
) -> bool | None:
    """Whether table 2a has the hospital send a care pathway plan; None where a fact is missing.

    `needs` is what is known of this stay: the need may have been proved in it.
    """
    known = facts.affiliations
    asked = ChannelFacts(
        elder_care=known.get(Affiliation.ELDER_CARE),
        social=known.get(Affiliation.SOCIAL),
        speciality=None if speciality == "unknown" else speciality,
        stay_hours=stay_hours,
        needs_municipal_services=needs,
    )
    return _allows_plan(asked, choices["G5"])


@lru_cache(maxsize=1024)
def _allows_plan(asked: ChannelFacts, short_stay: str) -> bool | None:
    """Table 2a is worked out whole; of a stay that is over it is asked again with each event of the citizen."""
    return channel(asked, Choices({"G5": short_stay})).documents[ChannelDocument.CARE_PATHWAY_PLAN].allowed


def report_task(state: JourneyState, speciality: str | None, choices: Choices = DEFAULTS) -> WantedTask | None:
    """The report that the hospital asked for, while the citizen is there and nobody has sent it (flowchart 2-2)."""
    asked = state.report_requested_at
    if asked is None or not state.in_hospital or state.municipality is None:
        return None
    if state.facts.municipal_services is not True:
        return None
    if state.report_sent_at is not None and state.report_sent_at >= asked:
        return None
    if admission_report(state.facts, speciality, choices).allowed is False:
        return None
    return WantedTask(TaskKind.REPORT_OF_ADMISSION, state.municipality, asked, asked + REPORT_WITHIN)
