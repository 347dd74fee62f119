"""The rules of DESIGN §8 applied to facts in a file: plain values in, plain values and verdicts out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from discharge.channel.rules.channel import channel
from discharge.discharge_letter.rules.deadline import LetterGroup, letter_deadline
from discharge.explain.rules.channel_reader import read_channel_facts
from discharge.explain.rules.facts_reader import FactsReader
from discharge.explain.rules.story_reader import DESTINATION_WORDS, read_story
from discharge.extended_responsibility.rules.clock import Adjustments, Extension, window
from discharge.extended_responsibility.rules.discharge_facts import WardPlace
from discharge.extended_responsibility.rules.eligibility import DischargeFacts
from discharge.extended_responsibility.rules.terms import terms_at
from discharge.payment.rules.days import Follows, LeaveSpan, ReadyDays, Rules, WaitingDays, ledger, plain_number
from discharge.payment.rules.ledger_basis import FOLLOWS
from discharge.readiness.rules.registration import ReadinessFacts, Reason, Rehabilitation, StayStatus, readiness
from discharge.responsibility.rules.medication import Medication, medication_at, medication_verdict, stored_medications
from discharge.responsibility.rules.parties import Answer, Party, responsibility_at
from discharge.responsibility.rules.situation import Story
from discharge.settings.rules.limits import InvalidLimit, as_written
from discharge.settings.rules.open_points import BY_ID, Choices, InvalidChoice
from journeys.domain.calendar.clock import iso, local_date
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.ready_periods import PeriodEnd
from journeys.domain.state.fold import Destination

Explained = dict[str, Any]


def explain(rule: str, facts: Mapping[str, Any], *, now: datetime) -> Explained:
    """The rule's answer; `BadFacts` if a fact cannot be used, KeyError if the rule is not known."""
    reader = FactsReader(facts)
    answer = RULES[rule](reader, now)
    ignored = reader.finish()
    return {**answer, "ignored": list(ignored)} if ignored else answer


def _choices(reader: FactsReader) -> Choices:
    name, decided = reader.get("open_points")
    try:
        if decided is not None and not isinstance(decided, Mapping):
            raise InvalidChoice(repr(decided))
        return Choices({point: _decided(point, value) for point, value in (decided or {}).items()})
    except InvalidChoice as problem:
        reader.refuse(name, "open_point_invalid", str(problem), "write an id and a value of RULES 7")
        return Choices()


def _decided(point_id: str, value: Any) -> str:
    """An answer as it is kept; a limit is also read as a number, or as people write it."""
    point = BY_ID.get(point_id)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidChoice(f"{point_id}={value!r}")
    try:
        return as_written(point.form, str(value)) if point is not None and point.form else str(value)
    except InvalidLimit as problem:
        raise InvalidChoice(f"{point_id}={value}") from problem


def _in_order(reader: FactsReader, earlier: str, later: str, first: Any, second: Any) -> None:
    if first is not None and second is not None and second < first:
        reader.refuse(later, "order", f"{later} is before {earlier}", "exchange or correct the two")


def _extended_responsibility(reader: FactsReader, now: datetime) -> Explained:
    """2e: eligibility and the window."""
    admitted_at, discharged_at = reader.instant("admitted_at"), reader.instant("discharged_at")
    _in_order(reader, "admitted_at", "discharged_at", admitted_at, discharged_at)
    facts = DischargeFacts(
        admitted_at=admitted_at,
        discharged_at=discharged_at,
        speciality=reader.speciality("speciality"),
        region=reader.region("region"),
        destination=reader.choice(Destination, "destination", words=DESTINATION_WORDS),
        community_nursing=reader.flag("community_nursing"),
        ended_by=_ended_by(reader),
        medically_ready=reader.flag("medically_ready"),
    )
    exempted_at, until = reader.instant("exempted_at"), reader.instant("extended_until")
    extensions = (Extension(discharged_at, until),) if discharged_at and until else ()
    adjustments = Adjustments(
        exempted_at=exempted_at,
        extensions=extensions,
        died_at=reader.instant("died_at"),
        voided=reader.flag("discharge_cancelled") is True,
    )
    # A terminal declaration alone changes nothing: only an exemption does (RULES 2e).
    reader.get("terminal")
    choices = _choices(reader)
    found = window(facts, terms_at(discharged_at or now), now=now, adjustments=adjustments, choices=choices)
    return {
        "eligible": found.eligible,
        "starts_at": iso(found.starts_at),
        "ends_at": iso(found.ends_at),
        "state": found.state.value,
        "could_end_at": iso(found.could_end_at),
        "missing": list(found.missing),
        "terms": found.version,
        "verdict": list(found.verdicts),
    }


def _ended_by(reader: FactsReader) -> EndedBy:
    for name, meaning in (
        ("left_against_advice", EndedBy.LEFT_AGAINST_ADVICE),
        ("died", EndedBy.DIED),
        ("transferred", EndedBy.TRANSFERRED),
    ):
        if reader.flag(name):
            return meaning
    return reader.choice(EndedBy, "ended_by") or EndedBy.DISCHARGED


def _payment(reader: FactsReader, now: datetime) -> Explained:
    """2c: days and amounts."""
    speciality, today = reader.speciality("speciality"), reader.day("today") or local_date(now)
    terminal = reader.flag("terminal") is True
    periods = _periods(reader)
    if "periods" not in reader.data and not terminal:
        reader.refuse(
            "periods", "list_missing", "there are no periods", 'write "periods": [{"ready_on": "2017-03-06", …}]'
        )
    rules = Rules(choices=_choices(reader))
    if terminal:
        # 001-89: a terminal citizen is not registered at all, so nothing is payable.
        periods = []
    found = ledger(periods, speciality=speciality, today=today, rules=rules)
    return {
        "days": len(found.payable),
        "region_dkk": None if terminal else plain_number(found.region_dkk),
        "state_dkk": None if terminal else plain_number(found.state_dkk),
        "total_dkk": None if terminal else plain_number(found.total_dkk),
        "status": "rejected" if terminal else found.status.value,
        "lines": [
            {
                "date": day.date.isoformat(),
                "day_number": day.day_number,
                "state": day.state.value,
                "why": day.why.value if day.why else None,
                "region_dkk": plain_number(day.region_dkk),
                "state_dkk": plain_number(day.state_dkk),
            }
            for day in found.days
        ],
        "verdict": list(found.verdicts),
    }


def _periods(reader: FactsReader) -> list[ReadyDays]:
    """Each follows the one before it, in the same stay unless that one ended otherwise (P4, P5; A6, A26)."""
    stated = [(period, each) for each in reader.objects("periods") if (period := _period(each)) is not None]
    stated.sort(key=lambda pair: pair[0].ready_on)
    ends = [each.choice(PeriodEnd, "end_reason", words=_END_WORDS) for _, each in stated]
    # Unsaid is what a new registration in a stay presupposes: treatment was resumed.
    follows = [FOLLOWS.get(end, Follows.NOTHING) if end else Follows.RESUMPTION for end in (None, *ends)]
    return [
        replace(_terminal(period) if end is PeriodEnd.TERMINAL else period, follows=before)
        for (period, _), end, before in zip(stated, ends, follows, strict=False)
    ]


# As the lifecycle of RULES 2b has them.
_END_WORDS = {f"closed_by_{end.value}": end for end in PeriodEnd}


def _terminal(period: ReadyDays) -> ReadyDays:
    """A period that ended because the citizen was declared terminal (P7, A7)."""
    return period if period.terminal_on else replace(period, terminal_on=period.ended_on, ended_on=None)


def _period(reader: FactsReader) -> ReadyDays | None:
    ready_on = reader.day("ready_on", "ready_at", "fb_date")
    ended_on = reader.day("ended_on", "ended_at", "discharged_on", "discharge_date")
    terminal_on = reader.day("terminal_on")
    _in_order(reader, "ready_on", "ended_on", ready_on, ended_on)
    if ready_on is None:
        if not any(name in reader.data for name in ("ready_on", "ready_at", "fb_date")):
            reader.refuse("ready_on", "day_missing", "the period has no first day", "write ready_on as a day")
        return None
    leaves = [
        LeaveSpan(start, each.instant("end", "to"))
        for each in reader.objects("leaves", "leave")
        if (start := each.instant("start", "from")) is not None
    ]
    reasons = [_waiting(each, ready_on) for each in reader.objects("reasons")]
    return ReadyDays(
        ready_on=ready_on, ended_on=ended_on, terminal_on=terminal_on, leaves=tuple(leaves), reasons=tuple(reasons)
    )


def _waiting(reader: FactsReader, ready_on: date) -> WaitingDays:
    return WaitingDays(
        reader.text("reason") or "other",
        reader.text("sector") or "municipality",
        reader.day("from") or ready_on,
        reader.day("to"),
        reader.flag("primary") is True,
    )


def _discharge_letter(reader: FactsReader, _: datetime) -> Explained:
    """2f: the deadline."""
    discharged_at, group = reader.instant("discharged_at"), reader.choice(LetterGroup, "group")
    closed = [day for each in _days_of(reader) if (day := each.day("day")) is not None]
    found = letter_deadline(discharged_at, group, choices=_choices(reader), extra_closing_days=closed)
    return {
        "due_on": found.due_on.isoformat() if found.due_on else None,
        "due_at": iso(found.due_at),
        "group": group.value if group else None,
        "verdict": list(found.verdicts),
    }


def _days_of(reader: FactsReader) -> list[FactsReader]:
    name, days = reader.get("extra_closing_days")
    wanted = days if isinstance(days, list) else []
    return [FactsReader({"day": day}, f"{name}[{n}].", reader.problems) for n, day in enumerate(wanted)]


def _responsibility(reader: FactsReader, now: datetime) -> Explained:
    """2d: who is responsible at the moment."""
    events, places = read_story(reader)
    choices = _choices(reader)
    if reader.problems:
        reader.finish()

    def place_of(provider: str | None, _: str | None) -> WardPlace:
        return places.get(provider, places[None])

    story = Story.of(*histories_of(events), place_of=place_of, choices=choices)
    found, medication = responsibility_at(now, story), medication_at(stored_medications(story), now)
    return {
        "at": iso(now),
        **_answer(found.answer),
        "medication_responsible": _medication(medication),
        "until": iso(found.until),
        "next": _answer(found.next) if found.next else None,
        "verdict": [*found.verdict, medication_verdict(medication, now)],
    }


def _medication(medication: Medication | None) -> Explained | None:
    if medication is None or not medication.is_known:
        return None
    return {"kind": medication.party.value, "name": medication.name, "organisation": medication.organisation}


def _answer(answer: Answer) -> Explained:
    return {
        "state": answer.state.value,
        "responsible_physician": _party(answer.responsible_physician),
        "treatment": [_party(party) for party in answer.treatment],
        "call": _party(answer.call),
        "answers_until": iso(answer.answers_until),
        "alerts": [
            {"code": alert.code, "owner": _party(alert.owner), "missing": list(alert.missing)}
            for alert in answer.alerts
        ],
    }


def _party(party: Party | None) -> Explained | None:
    return {"kind": party.kind.value, "name": party.person, "organisation": party.organisation} if party else None


def _readiness(reader: FactsReader, now: datetime) -> Explained:
    """2b: whether the registration may be made."""
    reasons = [
        Reason(
            each.text("reason") or "",
            each.text("sector") or "municipality",
            each.text("text") or "",
            each.flag("primary") is True,
        )
        for each in reader.objects("reasons", "waiting_reasons")
    ]
    single = reader.text("waiting_reason")
    flags = {
        name: reader.flag(name, *aliases)
        for name, aliases in {
            "on_leave": (),
            "assessed_by_doctor": ("assessed_by_is_doctor",),
            "terminal": (),
            "already_ready": ("ready_period_open",),
            "treatment_finished": ("1a",),
            "admission_not_required": ("1b",),
            "continues_in_daily_life": ("1c",),
            "medicine_and_devices_ready": ("1d",),
            "fmk_updated": (),
            "patient_informed": (),
            "needs_municipal_services": (),
            "municipality_involved": (),
            "time_agreed": ("discharge_time_agreed",),
            "administration_done": ("administrative_tasks_done",),
        }.items()
    }
    facts = ReadinessFacts(
        at=reader.instant("at"),
        assessed_by=reader.text("assessed_by"),
        assessed_at=reader.instant("assessed_at"),
        stay=reader.choice(StayStatus, "stay", "status", words=_STAY_WORDS),
        admitted_at=reader.instant("admitted_at"),
        resumed_at=reader.instant("resumed_at"),
        rehabilitation=reader.choice(
            Rehabilitation, "rehabilitation", "rehabilitation_plan", words=_REHABILITATION_WORDS
        ),
        planned_discharge_at=reader.instant("planned_discharge_at"),
        reasons=(*reasons, Reason(single, text=reader.text("reason_text") or "")) if single else tuple(reasons),
        **flags,
    )
    found = readiness(facts, now=reader.instant("now") or now, choices=_choices(reader))
    return {
        "allowed": found.allowed,
        "problems": [
            {"rule": each.rule, "code": each.code, "severity": each.severity.value, "verdict": each.verdict}
            for each in found.problems
        ],
        "missing": list(found.missing),
        "verdict": list(found.verdicts),
    }


_STAY_WORDS = {
    **dict.fromkeys(("admitted", "ready", "on_leave", "active", "indlagt"), StayStatus.INPATIENT),
    "dead": StayStatus.DECEASED,
}
_REHABILITATION_WORDS = {
    **dict.fromkeys(("plan_made", "made", "true", "ja", "decided"), Rehabilitation.MADE),
    **dict.fromkeys(("no_need", "no need", "not_needed", "ingen"), Rehabilitation.NOT_NEEDED),
}


def _channel(reader: FactsReader, now: datetime) -> Explained:
    """2a: which documents may be sent."""
    found = channel(read_channel_facts(reader, now), _choices(reader))
    kinds = {
        document.value: {
            "allowed": permission.allowed,
            "rule": permission.verdict.rule,
            "code": permission.verdict.code,
            "alternative": permission.alternative.value if permission.alternative else None,
            "missing": list(permission.verdict.missing),
            "verdict": permission.verdict,
        }
        for document, permission in found.documents.items()
    }
    return {"kinds": kinds, "phone_required": found.phone_required, "verdict": [found.phone]}


RULES: Mapping[str, Callable[[FactsReader, datetime], Explained]] = {
    "extended_responsibility": _extended_responsibility,
    "payment": _payment,
    "discharge_letter": _discharge_letter,
    "responsibility": _responsibility,
    "readiness": _readiness,
    "channel": _channel,
}


def read_moment(text: str | None) -> datetime:
    """The moment of `--at`, or now; refused as any other time."""
    if text is None:
        return datetime.now(UTC)
    reader = FactsReader({"--at": text})
    moment = reader.instant("--at")
    reader.finish()
    assert moment is not None
    return moment
