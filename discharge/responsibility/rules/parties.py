"""Who is the responsible physician and who acts, at every moment (RULES 2d S0–S11; 001 §2.2)."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from discharge.extended_responsibility.rules.clock import WindowPlan
from discharge.responsibility.rules.situation import Situation, Story
from discharge.settings.rules.open_points import Choices
from journeys.domain.calendar.clock import iso
from journeys.domain.events import EventRecord
from journeys.domain.history.contacts import ContactClass
from journeys.domain.verdicts import Fact, Verdict


class ResponsibilityState(StrEnum):
    """The rows of RULES 2d."""

    HOME = "S0"
    DECIDED = "S1"
    ACUTE_AMBULATORY = "S2"
    ADMITTED = "S3"
    TRANSFER = "S3b"
    ON_LEAVE = "S4"
    READY = "S5"
    WARD_ANSWERS = "S6"
    UNDECIDED = "S6u"
    AFTER = "S7"
    ACUTE_FUNCTION_GP = "S8"
    ACUTE_FUNCTION_HOSPITAL = "S9"
    DEAD = "S10"
    EMERGENCY = "S11"


class PartyKind(StrEnum):
    """In what role somebody answers."""

    GP = "gp"
    HOSPITAL_PHYSICIAN = "hospital_physician"
    OUT_OF_HOURS = "out_of_hours"
    HOSPITAL = "hospital"
    REFERRING_DOCTOR = "referring_doctor"
    PREHOSPITAL = "prehospital"
    ACUTE_FUNCTION = "acute_function"
    MUNICIPALITY = "municipality"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role: organisation id and person's name, each None where unknown."""

    kind: PartyKind
    organisation: str | None = None
    person: str | None = None
    # A number that was typed for this person; the organisation's own stands in reference data.
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about the responsibility that is not known, and who has to find out (001-22: never nobody)."""

    code: str
    owner: Party
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is responsible and who acts; the first of `treatment` is the one to call first unless `call` says another."""

    state: ResponsibilityState
    responsible_physician: Party | None
    treatment: tuple[Party, ...]
    call: Party | None
    alerts: tuple[Alert, ...]
    window: str | None = None
    answers_until: datetime | None = None

    @property
    def seen(self) -> tuple[object, ...]:
        """What people see change: a window that runs out beneath another answer changes nothing for them."""
        until = self.answers_until if self.state is S.WARD_ANSWERS else None
        return self.state, self.responsible_physician, self.treatment, self.call, until


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The answer at one moment, until when it holds, what comes then, and why."""

    at: datetime
    answer: Answer
    until: datetime | None
    next: Answer | None
    verdict: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of time with one answer; `until` is None when nothing is known to change it."""

    since: datetime
    until: datetime | None
    answer: Answer


S, P = ResponsibilityState, PartyKind
_Who = Callable[[Situation], Party]


def _gp(now: Situation) -> Party:
    return Party(P.GP, now.facts.gp) if now.facts.gp or not now.facts.gp_known else Party(P.UNKNOWN)


def _practice(now: Situation) -> Party:
    """General practice on weekdays 8–16, the out-of-hours service else; it also serves those without a practice."""
    return _gp(now) if now.practice_open else _out_of_hours(now)


def _out_of_hours(_: Situation) -> Party:
    return Party(P.OUT_OF_HOURS)


def _hospital_physician(now: Situation) -> Party:
    if now.physician is not None:
        return Party(P.HOSPITAL_PHYSICIAN, now.physician.organisation or now.ward, now.physician.name or None)
    return Party(P.HOSPITAL_PHYSICIAN, now.ward)


def _ward(now: Situation) -> Party:
    return Party(P.HOSPITAL, now.ward)


def _discharging_ward(now: Situation) -> Party:
    plan = now.answering or now.undecided
    return Party(P.HOSPITAL, plan.provider if plan else now.ward)


def _receiver(now: Situation) -> Party:
    return Party(P.HOSPITAL, now.offered.organisation if now.offered else now.ward)


def _referrer(now: Situation) -> Party:
    return _referrer_of(now.planned[0])


def _referrer_of(plan: EventRecord) -> Party:
    name, phone = plan.text("referred_by_name"), plan.text("referred_by_phone")
    return Party(P.REFERRING_DOCTOR, plan.text("referred_by"), name, phone)


def _prehospital(_: Situation) -> Party:
    return Party(P.PREHOSPITAL)


def _acute_function(now: Situation) -> Party:
    return Party(P.ACUTE_FUNCTION, now.acute_function.unit if now.acute_function else None)


def _unknown(_: Situation) -> Party:
    return Party(P.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ActingRow:
    """One row of RULES 2d: the responsible physician, the primary and the other acting parties, and whom to call."""

    responsible: _Who | None
    primary: _Who | None
    also: tuple[_Who, ...] = ()
    call: _Who | None = None
    source: str = "001 §2.2"


TABLE: dict[ResponsibilityState, ActingRow] = {
    S.HOME: ActingRow(_gp, _practice),
    S.DECIDED: ActingRow(_gp, _referrer, source="001 fn 2"),
    S.ACUTE_AMBULATORY: ActingRow(_gp, _ward),
    S.ADMITTED: ActingRow(_hospital_physician, _ward),
    S.TRANSFER: ActingRow(_hospital_physician, _receiver, (_ward,), call=_ward),
    S.ON_LEAVE: ActingRow(_hospital_physician, _ward, (_out_of_hours, _gp)),
    S.READY: ActingRow(_hospital_physician, _ward),
    S.WARD_ANSWERS: ActingRow(_gp, _discharging_ward, (_gp, _out_of_hours)),
    S.UNDECIDED: ActingRow(_gp, _unknown, (_gp,), call=_discharging_ward),
    S.AFTER: ActingRow(_gp, _practice),
    S.ACUTE_FUNCTION_GP: ActingRow(_gp, _practice, (_acute_function,), source="001 §2.2, fn 5"),
    S.ACUTE_FUNCTION_HOSPITAL: ActingRow(_hospital_physician, _ward, (_acute_function, _gp), source="001 §2.2, fn 5"),
    S.DEAD: ActingRow(None, None),
    S.EMERGENCY: ActingRow(_gp, _prehospital, source="RULES 2d, 2e X3"),
}


def state_of(now: Situation, choices: Choices) -> ResponsibilityState:
    """Which row of RULES 2d holds; the order is the order of precedence."""
    if now.died:
        return S.DEAD
    if now.contact is not None:
        return _state_in_hospital(now)
    if now.emergency is not None:
        return S.EMERGENCY
    function = now.acute_function
    if function is not None and function.by_hospital and not (now.answering and choices["A17"] == "s6_dominates"):
        return S.ACUTE_FUNCTION_HOSPITAL
    ordered = (
        (now.answering, S.WARD_ANSWERS),
        (now.sent_on, S.TRANSFER),
        (function, S.ACUTE_FUNCTION_GP),
        (now.undecided, S.UNDECIDED),
        (now.planned or None, S.DECIDED),
        (now.last_contact, S.AFTER),
    )
    return next((state for ground, state in ordered if ground is not None), S.HOME)


def _state_in_hospital(now: Situation) -> ResponsibilityState:
    if now.contact is not None and now.contact.kind is ContactClass.ACUTE:
        return S.ACUTE_AMBULATORY
    if now.on_leave:
        return S.ON_LEAVE
    if now.offered is not None and now.offered.organisation not in (
        None,
        now.ward,
        now.contact and now.contact.hospital,
    ):
        return S.TRANSFER
    if now.moved and now.physician is None:
        return S.TRANSFER
    return S.READY if now.ready else S.ADMITTED


def answer_in(now: Situation, choices: Choices) -> Answer:
    """The answer for one situation."""
    state = state_of(now, choices)
    now = now.where_referred if state is S.ACUTE_FUNCTION_HOSPITAL else now
    row = TABLE[state]
    responsible = _responsible(now, state, row, choices)
    treatment = [who(now) for who in (row.primary, *row.also) if who is not None]
    plan = _window_of(now, state)
    if state is S.ACUTE_AMBULATORY and now.answering is not None:
        treatment.append(_discharging_ward(now))
    if state is S.DECIDED:
        treatment += [_referrer_of(plan) for plan in now.planned]
    call = row.call(now) if row.call else (treatment[0] if treatment else None)
    alerts = () if state is S.DEAD else _alerts(now, state, responsible, plan)
    until = plan.end if plan is not None and plan is now.answering else None
    distinct = tuple(dict.fromkeys(treatment))
    return Answer(state, responsible, distinct, call, alerts, plan.key if plan else None, until)


def _responsible(now: Situation, state: ResponsibilityState, row: ActingRow, choices: Choices) -> Party | None:
    if row.responsible is None:
        return None
    if state is S.WARD_ANSWERS and choices["A16"] == "hospital_physician":
        return _hospital_physician(now)
    if state is S.ACUTE_FUNCTION_GP and now.acute_function is not None and now.acute_function.referred_by is None:
        return Party(P.UNKNOWN)
    if state is S.TRANSFER and now.not_received:
        return Party(P.UNKNOWN)
    if state is S.EMERGENCY and now.acute_function is not None and now.acute_function.by_hospital:
        # S9 is what returns after it (RULES 2d): the doctor does not change for an ambulance.
        return _hospital_physician(now.where_referred)
    return row.responsible(now)


def _window_of(now: Situation, state: ResponsibilityState) -> WindowPlan | None:
    if state is S.UNDECIDED:
        return now.undecided
    return now.suspended if state is S.EMERGENCY else now.answering


# Who can answer the question that keeps a window undecided; the ward in doubt (001-22).
_ASKED = {"community_nursing": P.MUNICIPALITY}


def _alerts(
    now: Situation, state: ResponsibilityState, responsible: Party | None, plan: WindowPlan | None
) -> tuple[Alert, ...]:
    alerts = []
    contact_party = _contact_party(now, state)
    if responsible is not None and responsible.kind is P.HOSPITAL_PHYSICIAN and responsible.person is None:
        alerts.append(Alert("pal.unnamed", Party(P.HOSPITAL, responsible.organisation), ("responsible_physician",)))
    elif responsible is not None and responsible.kind is P.GP and responsible.organisation is None:
        alerts.append(Alert("pal.gp_unknown", contact_party, ("gp",)))
    elif state is S.TRANSFER and now.not_received:
        alerts.append(Alert("transfer.not_received", Party(P.HOSPITAL, now.ward), ("transfer_receipt",)))
    elif responsible is not None and responsible.kind is P.UNKNOWN and state is not S.ACUTE_FUNCTION_GP:
        alerts.append(Alert("pal.no_gp", contact_party))
    elif responsible is not None and responsible.kind is P.UNKNOWN:
        missing = () if now.acute_function and now.acute_function.referred_by else ("referred_by",)
        alerts.append(Alert("pal.no_gp" if not missing else "acute_function.referrer_unknown", contact_party, missing))
    if now.acute_function is not None and now.acute_function.takeover_by:
        alerts.append(Alert("acute_function.takeover_not_accepted", contact_party, ("handover_accepted",)))
    if state is S.UNDECIDED and plan is not None:
        alerts += [_question(now, name) for name in missing_of(plan)]
    return tuple(alerts)


def _question(now: Situation, name: str) -> Alert:
    kind = _ASKED.get(name, P.HOSPITAL)
    owner = Party(P.MUNICIPALITY, now.municipality) if kind is P.MUNICIPALITY else _discharging_ward(now)
    return Alert("window.fact_missing", owner, (name,))


def missing_of(plan: WindowPlan) -> tuple[str, ...]:
    """The facts that keep a window undecided; a short stay of unknown length after it counts as unknown admission."""
    missing = dict.fromkeys(name for verdict in plan.conditions for name in verdict.missing)
    return tuple(missing) or ("admitted_at",)


def _contact_party(now: Situation, state: ResponsibilityState) -> Party:
    """The party that has the contact with the citizen now (001-22)."""
    if now.contact is not None or state in (S.TRANSFER, S.WARD_ANSWERS, S.UNDECIDED, S.ACUTE_FUNCTION_HOSPITAL):
        return _discharging_ward(now) if now.contact is None else _ward(now)
    return Party(P.MUNICIPALITY, now.municipality)


_BY_GP = frozenset({S.HOME, S.DECIDED, S.ACUTE_AMBULATORY, S.WARD_ANSWERS, S.UNDECIDED, S.AFTER, S.EMERGENCY})


def sentence_code(state: ResponsibilityState, responsible: str | None, missing: Collection[str] = ()) -> str:
    """Which sentence says the row: it names the GP only where the GP is the one (A16, and citizens without a GP)."""
    code = f"responsibility.{state}"
    if state in (S.WARD_ANSWERS, S.EMERGENCY) and responsible == P.HOSPITAL_PHYSICIAN:
        return f"{code}.hospital"
    if responsible != P.UNKNOWN:
        return code
    if state is S.TRANSFER:
        return f"{code}.not_received"
    if state is S.ACUTE_FUNCTION_GP:
        return f"{code}.no_referrer" if "referred_by" in missing else f"{code}.no_gp"
    return f"{code}.no_gp" if state in _BY_GP else code


def verdicts_of(answer: Answer, now: Situation, choices: Choices) -> tuple[Verdict, ...]:
    """Why: the row of RULES 2d and the facts that chose it."""
    facts: dict[str, Fact] = {
        "at": iso(now.at),
        "in_hospital": now.contact is not None,
        "on_leave": now.on_leave,
        "ready": now.ready,
        "practice_open": now.practice_open,
        "gp_known": now.facts.gp_known,
        "acute_function": now.acute_function.referred_by if now.acute_function else None,
        "answers_until": iso(answer.answers_until),
    }
    missing = tuple(dict.fromkeys(name for alert in answer.alerts for name in alert.missing))
    outcome = None if answer.state is S.UNDECIDED or (answer.state is S.TRANSFER and missing) else True
    source = f"RULES 2d {answer.state}; {TABLE[answer.state].source}"
    version = choices.version("2d", ("A16", "A17", "A22"))
    responsible = answer.responsible_physician.kind if answer.responsible_physician else None
    code = sentence_code(answer.state, responsible, missing)
    return (Verdict(answer.state, source, code, outcome, facts, missing, version),)


def responsibility_at(at: datetime, story: Story) -> Responsibility:
    """Who is responsible at `at`, past or future, until when, and who then, as far as is known."""
    now = story.situation(at)
    choices = story.choices.at(at)
    answer = answer_in(now, choices)
    until, following = _next(at, answer, story, seen=True)
    return Responsibility(at, answer, until, following, verdicts_of(answer, now, choices))


def _next(at: datetime, answer: Answer, story: Story, *, seen: bool = False) -> tuple[datetime | None, Answer | None]:
    """The first later moment with another answer; office hours count as long as the answer follows them."""
    for moment in _moments(at, story):
        following = answer_in(story.situation(moment), story.choices.at(moment))
        if following.seen != answer.seen if seen else following != answer:
            return moment, following
    return None, None


def _moments(at: datetime, story: Story) -> Iterator[datetime]:
    """The later moments worth asking about: each known change, and after it one opening and one closing."""
    begun = at
    for known in (*(change for change in story.changes() if change > at), None):
        for _ in range(2):
            begun = story.next_office_change(begun)
            if known is not None and begun >= known:
                break
            yield begun
        if known is not None:
            yield known
            begun = known


def timeline(story: Story, *, since: datetime, until: datetime) -> tuple[Period, ...]:
    """Contiguous half-open periods that cover [since, until)."""
    begun, answer = since, answer_in(story.situation(since), story.choices.at(since))
    periods: list[Period] = []
    while begun < until:
        end, following = _next(begun, answer, story)
        if end is None or following is None or end >= until:
            periods.append(Period(begun, until, answer))
            break
        periods.append(Period(begun, end, answer))
        begun, answer = end, following
    return tuple(periods)
