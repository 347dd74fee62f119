"""The municipal acute function: referred, ended, treatment over, and an explicit takeover (RULES 2d S8, S9; 001-93)."""

from dataclasses import replace
from typing import Any

from discharge.acute_function.selectors import running_function
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, check_version, state_fact, under_lock
from journeys.actions.acting.whereabouts import check_not_elsewhere
from journeys.actions.events import Recorded
from journeys.domain.doctors.handovers import AcuteFunction, Offer
from journeys.domain.events import EventKind
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role, Sector, sector_of
from organisations.models import Organisation
from organisations.selectors.permissions import check_can

GP, OUT_OF_HOURS, HOSPITAL = "gp", "out_of_hours", "hospital"
REFERRERS = (GP, OUT_OF_HOURS, HOSPITAL)


@under_lock
def start_acute_function(
    journey: Journey, *, referred_by: str, unit: Organisation | None, act: Act, physician: str = ""
) -> Recorded:
    """The citizen is referred; who referred decides who is responsible. A hospital names its doctor (001-93)."""
    check_can(act.by, Permission.START_ACUTE_FUNCTION, journey)
    _refuse_start(journey, referred_by, act)
    running = running_function(journey, now=act.now)
    if running is not None and running.referred_by is not None:
        raise RefusedByRule("acute.already_running")
    return _started(journey, referred_by, unit, physician, act)


def _refuse_start(journey: Journey, referred_by: str, act: Act) -> None:
    if referred_by not in REFERRERS:
        raise RefusedByRule("acute.referrer_missing", field="referred_by")
    if journey.status_value is JourneyStatus.DECEASED:
        raise RefusedByRule("after.deceased")
    if journey.status_value in IN_HOSPITAL:
        raise RefusedByRule("acute.in_hospital")
    check_not_elsewhere(journey)
    own = referrer_of(act.by.role)
    if own is not None and own != referred_by:
        raise RefusedByRule("acute.not_own_referral", field="referred_by")


def referrer_of(role: Role | None) -> str | None:
    """For whom a role refers; the municipality writes down whoever did."""
    if role is Role.OUT_OF_HOURS_DOCTOR:
        return OUT_OF_HOURS
    sector = sector_of(role) if role else None
    return {Sector.HOSPITAL: HOSPITAL, Sector.GENERAL_PRACTICE: GP}.get(sector) if sector else None


def _started(journey: Journey, referred_by: str, unit: Organisation | None, physician: str, act: Act) -> Recorded:
    if referred_by == HOSPITAL and physician.strip():
        act = _named(journey, physician, act)
    payload = {"referred_by": referred_by}
    if unit is not None:
        payload["organisation"] = str(unit.pk)
    return state_fact(
        journey,
        EventKind.ACUTE_FUNCTION_STARTED,
        payload,
        act=act,
        permission=Permission.START_ACUTE_FUNCTION,
    )


def _named(journey: Journey, physician: str, act: Act) -> Act:
    """Names the hospital's doctor first, in the same transaction; returns the act for what follows."""
    house = act.by.unit if act.by.role is Role.HOSPITAL_DOCTOR else journey.ward
    payload = {"name": physician.strip(), "organisation": str(house.pk) if house else ""}
    first = replace(act, key=f"{act.key}:physician" if act.key else "")
    check_version(journey, act)
    state_fact(
        journey,
        EventKind.PHYSICIAN_NAMED,
        payload,
        act=replace(first, version=None),
        permission=Permission.START_ACUTE_FUNCTION,
    )
    return replace(act, version=None)


@under_lock
def offer_takeover(journey: Journey, *, to: str, act: Act) -> Recorded:
    """Asks the other side to take over; nothing changes before it has accepted (RULES 2d)."""
    check_can(act.by, Permission.START_ACUTE_FUNCTION, journey)
    check_not_elsewhere(journey)
    function = _running(journey, act)
    if to not in (GP, HOSPITAL) or (to == HOSPITAL) == function.by_hospital:
        raise RefusedByRule("acute.nothing_to_take_over", field="to")
    payload: dict[str, Any] = {"referred_by": to, "takeover": True}
    if function.unit:
        payload["organisation"] = function.unit
    return state_fact(
        journey, EventKind.ACUTE_FUNCTION_STARTED, payload, act=act, permission=Permission.START_ACUTE_FUNCTION
    )


@under_lock
def accept_takeover(journey: Journey, *, act: Act, physician: str = "") -> Recorded:
    """The asked side takes over from this moment; there is no gap."""
    check_can(act.by, Permission.TAKE_OVER_ACUTE_FUNCTION, journey)
    check_not_elsewhere(journey)
    function = _running(journey, act)
    if function.takeover_by is None:
        raise RefusedByRule("acute.no_takeover_offered")
    asked = HOSPITAL if function.takeover_by == HOSPITAL else GP
    if referrer_of(act.by.role) != asked:
        raise RefusedByRule("acute.not_asked")
    if asked == HOSPITAL:
        act = _named(journey, physician or act.by.name, act)
    return state_fact(
        journey,
        EventKind.HANDOVER_ACCEPTED,
        {"offer": Offer.ACUTE_FUNCTION.value},
        act=act,
        permission=Permission.TAKE_OVER_ACUTE_FUNCTION,
    )


@under_lock
def name_acute_physician(journey: Journey, *, name: str, act: Act) -> Recorded:
    """Names the hospital's doctor while an acute function that it referred to runs: the gap alert's answer (S9)."""
    check_can(act.by, Permission.APPOINT_RESPONSIBLE_PHYSICIAN, journey)
    check_not_elsewhere(journey)
    if not _running(journey, act).by_hospital:
        raise RefusedByRule("acute.not_by_hospital")
    unit = journey.ward_id or journey.hospital_id
    payload = {"name": name.strip(), "organisation": str(unit) if unit else ""}
    return state_fact(
        journey,
        EventKind.PHYSICIAN_NAMED,
        payload,
        act=act,
        permission=Permission.APPOINT_RESPONSIBLE_PHYSICIAN,
    )


@under_lock
def end_acute_function(journey: Journey, *, act: Act) -> Recorded:
    """The unit has ended the citizen's course; the hospital stays responsible until its treatment is over too (S9)."""
    check_can(act.by, Permission.START_ACUTE_FUNCTION, journey)
    _running(journey, act)
    return state_fact(journey, EventKind.ACUTE_FUNCTION_ENDED, {}, act=act, permission=Permission.START_ACUTE_FUNCTION)


@under_lock
def end_treatment(journey: Journey, *, act: Act) -> Recorded:
    """The hospital's treatment is over; it stays responsible until the unit has ended the course too (S9)."""
    check_can(act.by, Permission.TAKE_OVER_ACUTE_FUNCTION, journey)
    if not _running(journey, act).by_hospital:
        raise RefusedByRule("acute.not_by_hospital")
    return state_fact(journey, EventKind.TREATMENT_OVER, {}, act=act, permission=Permission.TAKE_OVER_ACUTE_FUNCTION)


def _running(journey: Journey, act: Act) -> AcuteFunction:
    function = running_function(journey, now=act.now)
    if function is None:
        raise RefusedByRule("acute.none_running")
    return function
