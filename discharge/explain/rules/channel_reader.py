"""Reads the facts of table 2a from a file: affiliations, stay, receiver, and the moments of the sending (DESIGN §8)."""

from datetime import datetime

from discharge.channel.rules.channel import ChannelFacts, Recipient
from discharge.channel.rules.same_day import is_plan_in_time
from discharge.explain.rules.facts_reader import FactsReader
from journeys.domain.calendar.clock import elapsed

_RECIPIENT_WORDS = {
    **dict.fromkeys(("bosted", "botilbud"), Recipient.RESIDENTIAL_FACILITY),
    **dict.fromkeys(("social", "municipal social", "kommunal social"), Recipient.MUNICIPAL_SOCIAL),
    **dict.fromkeys(("regional social", "regionalt socialområde"), Recipient.REGIONAL_SOCIAL),
    **dict.fromkeys(("b&u", "børn og unge", "child_youth_area"), Recipient.CHILD_YOUTH),
    **dict.fromkeys(("jobcenter", "jobcentre"), Recipient.JOB_CENTRE),
    **dict.fromkeys(("elder", "ældre", "elder_unit", "home_care", "community_nursing"), Recipient.ELDER_CARE),
    **dict.fromkeys(("kommune",), Recipient.MUNICIPALITY),
    **dict.fromkeys(("egen læge", "gp_practice"), Recipient.GP),
}
_SECONDS_PER_HOUR = 3600


def read_channel_facts(reader: FactsReader, now: datetime) -> ChannelFacts:
    """What the file says. Whom the municipality does not know, neither of its areas has."""
    elder_care, social = reader.flag("elder_care"), reader.flag("social")
    if reader.flag("known_to_municipality") is False:
        elder_care, social = bool(elder_care), bool(social)
    within, in_time = _moments(reader, now)
    return ChannelFacts(
        elder_care=elder_care,
        social=social,
        speciality=reader.speciality("speciality"),
        stay_hours=reader.number("stay_hours", at_least=0),
        needs_municipal_services=reader.flag("needs_municipal_services"),
        recipient=reader.choice(Recipient, "recipient", words=_RECIPIENT_WORDS),
        action_within_hours=within,
        plan_in_time=in_time,
        life_threatening=reader.flag("life_threatening"),
        newborn=reader.flag("newborn"),
    )


def _moments(reader: FactsReader, now: datetime) -> tuple[float | None, bool | None]:
    """How soon after the sending something must be done (O4), and whether a plan told of it in time (flowchart 2-5).

    Sent is `sent_at`, else now; without `action_expected_at` the discharge is what is expected. The two answers
    themselves may be stated instead of the moments.
    """
    sent_at = reader.instant("sent_at") or now
    discharge_at, planned_at = reader.instant("discharge_at"), reader.instant("plan_first_sent_at")
    expected_at = reader.instant("action_expected_at") or discharge_at
    within, in_time = reader.number("action_within_hours"), reader.flag("plan_in_time")
    if within is None and expected_at is not None:
        within = elapsed(sent_at, expected_at).total_seconds() / _SECONDS_PER_HOUR
    if in_time is None:
        in_time = is_plan_in_time(
            sent_at=sent_at, expected_at=expected_at, plan_first_sent_at=planned_at, discharge_at=discharge_at
        )
    return within, in_time
