"""Whether a citizen may be registered medically ready (færdigbehandlet): F1–F14 (RULES 2b; 001 §2.1)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from discharge.readiness.rules.waiting import is_municipal, waits_for_municipality
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import in_one_minute, iso, local_date
from journeys.domain.verdicts import Fact, Verdict

# F5a: clocks of two systems may differ.
CLOCK_TOLERANCE = timedelta(minutes=5)
# F12: who goes home so soon, or on the same day, need not be registered.
GOES_HOME_WITHIN = timedelta(hours=4)


class RegistrationSeverity(StrEnum):
    """An error refuses; a warning is shown and stored."""

    ERROR = "error"
    WARNING = "warning"


class StayStatus(StrEnum):
    """What the stay is at the moment of the registration."""

    INPATIENT = "inpatient"
    PLANNED = "planned"
    ACUTE_AMBULATORY = "acute_ambulatory"
    CANCELLED = "cancelled"
    DECEASED = "deceased"
    DISCHARGED = "discharged"


class Rehabilitation(StrEnum):
    """F7: what was decided about the rehabilitation plan."""

    MADE = "made"
    NOT_NEEDED = "not_needed"


REASONS = frozenset({"temporary_place", "rehabilitation_place", "nursing_home_place", "home_measures", "other"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for staying on; `other` needs a text; one of several is primary."""

    reason: str
    sector: str = "municipality"
    text: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessFacts:
    """The facts of F1–F14. None is unknown; a demand that nobody has stated to be met is not met."""

    at: datetime | None = None
    assessed_by: str | None = None
    # Chosen among the hospital's doctors, or typed with a doctor's title; False is a name without either.
    assessed_by_doctor: bool | None = None
    assessed_at: datetime | None = None
    stay: StayStatus | None = None
    on_leave: bool | None = None
    terminal: bool | None = None
    already_ready: bool | None = None
    admitted_at: datetime | None = None
    resumed_at: datetime | None = None
    # 001-81 1a–1d, each asked and stored.
    treatment_finished: bool | None = None
    admission_not_required: bool | None = None
    continues_in_daily_life: bool | None = None
    medicine_and_devices_ready: bool | None = None
    rehabilitation: Rehabilitation | None = None
    fmk_updated: bool | None = None
    patient_informed: bool | None = None
    needs_municipal_services: bool | None = None
    municipality_involved: bool | None = None
    time_agreed: bool | None = None
    administration_done: bool | None = None
    planned_discharge_at: datetime | None = None
    reasons: tuple[Reason, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class RegistrationProblem:
    """One rule that is not met, as the person who registers sees it."""

    rule: str
    code: str
    severity: RegistrationSeverity
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the registration may be made: False if an error stands, None if a fact that decides is unknown."""

    allowed: bool | None
    problems: tuple[RegistrationProblem, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which nobody can say."""
        return tuple(dict.fromkeys(name for verdict in self.verdicts for name in verdict.missing))


@dataclass(frozen=True, slots=True)
class _Rule:
    rule: str
    code: str
    severity: RegistrationSeverity
    met: Callable[[ReadinessFacts, datetime], bool | None]
    uses: tuple[str, ...]
    # What must be asked when the rule cannot be answered; all that it uses unless said otherwise.
    asks: tuple[str, ...] = ()


def _assessed(facts: ReadinessFacts, _: datetime) -> bool:
    """A named doctor, at a time that is stated."""
    return bool(facts.assessed_by) and facts.assessed_by_doctor is not False and facts.assessed_at is not None


def assessed_in_time(facts: ReadinessFacts, now: datetime) -> bool:
    """In the stay, after treatment was last resumed, not in the future, before what follows from it.

    True where no time of an assessment is stated.
    """
    at = facts.assessed_at
    return at is None or (_begun(facts, at) and at <= min(now, facts.at or now) + CLOCK_TOLERANCE)


def _begun(facts: ReadinessFacts, at: datetime) -> bool:
    """Whether the stay had begun, and treatment been resumed, by a time: one tolerance for F1 and F5a."""
    starts = (facts.admitted_at, facts.resumed_at)
    return all(moment <= in_order_after(at, moment) for moment in starts if moment is not None)


def in_order_after(at: datetime, *before: datetime | None) -> datetime:
    """A time typed as the very minute in which something began is when it began; any other time is itself.

    Times are typed to the minute, messages tell seconds: written as typed it would lie before what it follows.
    """
    return max([at, *(moment for moment in before if moment is not None and in_one_minute(at, moment))])


def _stay_active(facts: ReadinessFacts, _: datetime) -> bool | None:
    return None if facts.stay is None else facts.stay is StayStatus.INPATIENT


def _no(name: str) -> Callable[[ReadinessFacts, datetime], bool | None]:
    """A flag that must not be set; unknown stays unknown."""

    def met(facts: ReadinessFacts, _: datetime) -> bool | None:
        value: bool | None = getattr(facts, name)
        return None if value is None else not value

    return met


def _stated(*names: str) -> Callable[[ReadinessFacts, datetime], bool]:
    """Demands that somebody must have stated to be met."""

    def met(facts: ReadinessFacts, _: datetime) -> bool:
        return all(getattr(facts, name) is True for name in names)

    return met


def _not_on_leave(facts: ReadinessFacts, _: datetime) -> bool:
    return facts.on_leave is not True


def _time_in_range(facts: ReadinessFacts, now: datetime) -> bool | None:
    if facts.at is None:
        return None
    return facts.at <= now + CLOCK_TOLERANCE and _begun(facts, facts.at)


def _today(facts: ReadinessFacts, now: datetime) -> bool:
    return facts.at is None or local_date(facts.at) >= local_date(now)


_QUESTIONS = ("treatment_finished", "admission_not_required", "continues_in_daily_life", "medicine_and_devices_ready")


def _all_four(facts: ReadinessFacts, _: datetime) -> bool:
    """001 §2.1 item 1 joins its points with "når:": each is asked, and each is a yes."""
    return all(getattr(facts, name) is True for name in _QUESTIONS)


def _gate(facts: ReadinessFacts, _: datetime) -> bool:
    """SDS: treatment finished or admission not a prerequisite; all four answers must have been given."""
    asked = all(getattr(facts, name) is not None for name in _QUESTIONS)
    return asked and (facts.treatment_finished is True or facts.admission_not_required is True)


def _all_four_beside_the_gate(facts: ReadinessFacts, now: datetime) -> bool:
    """Where SDS's definition alone decides, a no to the others is worth a warning."""
    return _all_four(facts, now) or not _gate(facts, now)


def _rehabilitation_decided(facts: ReadinessFacts, _: datetime) -> bool:
    return facts.rehabilitation is not None


def _needs_none(facts: ReadinessFacts) -> bool:
    """Whether no municipality takes part: to wait for one proves the need, whatever it gives today."""
    proved = any(is_municipal(each.sector) for each in facts.reasons)
    return facts.needs_municipal_services is False and not proved


def _involved(facts: ReadinessFacts, _: datetime) -> bool:
    return _needs_none(facts) or facts.municipality_involved is True


def _agreed(facts: ReadinessFacts, now: datetime) -> bool:
    """Only a question where the municipality takes part: silence must not block for ever."""
    return _needs_none(facts) or not _involved(facts, now) or facts.time_agreed is True


def _needed(facts: ReadinessFacts, _: datetime) -> bool:
    """Going home on the same day or within four hours makes the registration unnecessary, not forbidden."""
    home, at = facts.planned_discharge_at, facts.at
    if home is None or at is None:
        return True
    return local_date(home) != local_date(at) and not timedelta(0) <= home - at <= GOES_HOME_WITHIN


def _reasoned(facts: ReadinessFacts, _: datetime) -> bool:
    reasons = facts.reasons
    valid = all(each.reason in REASONS and (each.reason != "other" or each.text.strip()) for each in reasons)
    primary = sum(each.primary for each in reasons)
    return bool(reasons) and valid and (primary == 1 or (primary == 0 and len(reasons) == 1))


def _municipal(facts: ReadinessFacts, _: datetime) -> bool:
    return waits_for_municipality((each.sector for each in facts.reasons), stated=bool(facts.reasons))


E, W = RegistrationSeverity.ERROR, RegistrationSeverity.WARNING
RULES: tuple[_Rule, ...] = (
    _Rule("F1", "fb.assessment_missing", E, _assessed, ("assessed_by", "assessed_by_doctor", "assessed_at")),
    _Rule("F1", "fb.assessment_out_of_range", E, assessed_in_time, ("assessed_at", "admitted_at", "resumed_at")),
    _Rule("F2a", "fb.stay_not_active", E, _stay_active, ("stay",)),
    _Rule("F2b", "fb.on_leave", W, _not_on_leave, ("on_leave",)),
    _Rule("F3", "fb.terminal", E, _no("terminal"), ("terminal",)),
    _Rule("F4", "fb.already_ready", E, _no("already_ready"), ("already_ready",)),
    _Rule("F5a", "fb.time_out_of_range", E, _time_in_range, ("at", "admitted_at", "resumed_at"), ("at",)),
    _Rule("F5b", "fb.backdated", W, _today, ("at",)),
    _Rule("F6", "fb.treatment_open", E, _all_four, _QUESTIONS),
    _Rule("F7", "fb.rehab_plan_missing", E, _rehabilitation_decided, ("rehabilitation",)),
    _Rule(
        "F8",
        "fb.fmk_not_updated",
        E,
        _stated("medicine_and_devices_ready", "fmk_updated"),
        ("medicine_and_devices_ready", "fmk_updated"),
    ),
    _Rule("F9", "fb.patient_not_informed", E, _stated("patient_informed"), ("patient_informed",)),
    _Rule(
        "F10a",
        "fb.municipality_not_involved",
        E,
        _involved,
        ("needs_municipal_services", "municipality_involved", "reasons"),
    ),
    _Rule("F10b", "fb.time_not_agreed", W, _agreed, ("needs_municipal_services", "time_agreed")),
    _Rule("F11", "fb.admin_open", E, _stated("administration_done"), ("administration_done",)),
    _Rule("F12", "fb.not_needed", W, _needed, ("at", "planned_discharge_at")),
    _Rule("F13", "fb.reason_missing", E, _reasoned, ("reasons",)),
    _Rule("F14", "fb.reason_not_municipal", W, _municipal, ("reasons",)),
)


# The open points that the rules ask (RULES §7).
USES = ("A23", "A24")
# Of 1d, which a no only warns of there, F8 keeps what is its own: the shared medication record.
_F8_SDS_ALONE = _Rule("F8", "fb.fmk_not_updated", E, _stated("fmk_updated"), ("fmk_updated",))
_SDS_ALONE = (
    _Rule("F6", "fb.treatment_open", E, _gate, _QUESTIONS),
    _Rule("F6", "fb.not_all_four", W, _all_four_beside_the_gate, _QUESTIONS),
)

# What a stored warning said, by its rule.
WARNINGS = {rule.rule: rule.code for rule in (*RULES, *_SDS_ALONE) if rule.severity is W}


def rules_of(choices: Choices) -> tuple[_Rule, ...]:
    """The rules as the open points A23 and A24 are decided."""
    rules: list[_Rule] = []
    for rule in RULES:
        if rule.rule == "F6" and choices["A23"] == "sds_definition":
            rules.extend(_SDS_ALONE)
        elif rule.rule == "F8" and choices["A23"] == "sds_definition":
            rules.append(_F8_SDS_ALONE)
        elif rule.rule == "F10b" and choices["A24"] == "refused":
            rules.append(replace(rule, severity=E))
        else:
            rules.append(rule)
    return tuple(rules)


def readiness(facts: ReadinessFacts, *, now: datetime, choices: Choices = DEFAULTS) -> Readiness:
    """Every rule of 2b about one registration."""
    verdicts, problems, rules = [], [], rules_of(choices)
    version = choices.version("2b", USES)
    for rule in rules:
        verdict = _verdict(rule, facts, now, version)
        verdicts.append(verdict)
        if verdict.outcome is False:
            problems.append(RegistrationProblem(rule.rule, rule.code, rule.severity, verdict))
    deciding = [
        v.outcome for v, rule in zip(verdicts, rules, strict=True) if rule.severity is RegistrationSeverity.ERROR
    ]
    allowed = False if False in deciding else None if None in deciding else True
    return Readiness(allowed, tuple(problems), tuple(verdicts))


def _verdict(rule: _Rule, facts: ReadinessFacts, now: datetime, version: str) -> Verdict:
    outcome = rule.met(facts, now)
    used = {name: _plain(getattr(facts, name)) for name in rule.uses}
    missing = tuple(n for n in rule.asks or rule.uses if used[n] is None) if outcome is None else ()
    return Verdict(rule.rule, f"RULES 2b {rule.rule}; 001 §2.1", rule.code, outcome, used, missing, version)


def _plain(value: object) -> Fact:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [each.reason for each in value if isinstance(each, Reason)]
    return value if isinstance(value, str | bool) else None
