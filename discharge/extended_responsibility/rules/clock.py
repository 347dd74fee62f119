"""The window of 72 hours: its clock, its state at any moment, and what can happen to it (RULES 2e, X1–X8)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from discharge.extended_responsibility.rules.eligibility import USES, DischargeFacts, eligibility
from discharge.extended_responsibility.rules.terms import Terms
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import add_span, iso
from journeys.domain.verdicts import Fact, Verdict, all_of


class WindowState(StrEnum):
    """Where the window stands (DESIGN §8)."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    EXEMPTED = "exempted"
    EXTENDED = "extended"
    VOIDED = "voided"
    UNKNOWN = "unknown"


ANSWERING = frozenset({WindowState.RUNNING, WindowState.EXTENDED})
MAY_ANSWER = ANSWERING | {WindowState.UNKNOWN}
# Not in the agreement (inf): so long before its end a window is said to end soon, in lists and by its timer.
ENDS_SOON_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Readmission:
    """A bed taken again after the discharge; `revives` says whether the old window holds after it (X1, A9)."""

    start: datetime
    end: datetime | None = None
    revives: bool | None = False


@dataclass(frozen=True, slots=True)
class EmergencyCall:
    """A 112 call and its end without admission; `end` is None while nobody has said how it ended (X3)."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """The hospital's individual decision to answer longer."""

    decided_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """What happened to the window after (or before) it was opened."""

    exempted_at: datetime | None = None
    extensions: tuple[Extension, ...] = ()
    readmissions: tuple[Readmission, ...] = ()
    lapses: tuple[EmergencyCall, ...] = ()
    died_at: datetime | None = None
    voided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The window as it stands at one moment. `could_end_at` is where it ends if the unknown facts turn out well.

    Lists ask that instant alone: after it the ward does not answer, whatever `ends_at` says of the 72 hours.
    """

    key: str
    journey: str | None
    eligible: bool | None
    starts_at: datetime | None
    ends_at: datetime | None
    state: WindowState
    verdicts: tuple[Verdict, ...]
    discharged_at: datetime | None
    could_end_at: datetime | None
    provider: str | None
    hospital: str | None
    missing: tuple[str, ...]
    version: str

    @property
    def answering(self) -> bool:
        """Whether the discharging ward answers now."""
        return self.state in ANSWERING


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPlan:
    """Everything that is known of one discharge's window; asked for its state at any moment, past or future."""

    facts: DischargeFacts
    terms: Terms
    adjustments: Adjustments = field(default_factory=Adjustments)
    choices: Choices = DEFAULTS
    key: str = ""
    journey: str | None = None
    provider: str | None = None
    hospital: str | None = None

    # E1–E5; True, False, or None while a fact that decides is missing; start plus the agreed elapsed hours in UTC;
    # the end with its extensions. Worked out once: a page asks for many moments.
    conditions: tuple[Verdict, ...] = field(init=False)
    eligible: bool | None = field(init=False)
    regular_end: datetime | None = field(init=False)
    end: datetime | None = field(init=False)

    def __post_init__(self) -> None:
        conditions = eligibility(self.facts, self.terms, self.choices)
        regular = add_span(self.start, self.terms.window_for) if self.start else None
        object.__setattr__(self, "conditions", conditions)
        object.__setattr__(self, "eligible", False if self.adjustments.voided else all_of(conditions))
        object.__setattr__(self, "regular_end", regular)
        object.__setattr__(self, "end", self._extended(regular))

    @property
    def start(self) -> datetime | None:
        """The actual discharge: not readiness, not the plan."""
        return self.facts.discharged_at

    def _extended(self, end: datetime | None) -> datetime | None:
        """The end with every extension that was decided while the window still ran; a shorter one changes nothing."""
        if end is None or self.start is None:
            return None
        for extension in sorted(self.adjustments.extensions, key=lambda e: (e.decided_at, e.until)):
            if extension.decided_at < end:
                end = max(end, extension.until)
        died_at = self.adjustments.died_at
        return min(end, died_at) if died_at and died_at >= self.start else end

    def interrupted_at(self, at: datetime) -> WindowState | None:
        """What keeps the ward from answering at `at` inside the 72 hours: X1, X3, or an unknown of X1."""
        if self.start is None or self.end is None:
            return None
        for readmission in self.adjustments.readmissions:
            if not self.start <= readmission.start < self.end or readmission.start > at:
                continue
            over = readmission.end is not None and readmission.end <= at
            if not over or readmission.revives is False or (readmission.end and readmission.end >= self.end):
                return WindowState.SUPERSEDED
            # After its end the old window is over, whatever the answer is (X1, A9).
            if readmission.revives is None and at < self.end:
                return WindowState.UNKNOWN
        if at < self.end and any(self._lapsed(lapse, at) for lapse in self.adjustments.lapses):
            return WindowState.SUPERSEDED
        return None

    def in_emergency_at(self, at: datetime) -> bool:
        """Whether a 112 call has suspended the window at `at` (X3; RULES 2d S11)."""
        return self.runs_at(at) and any(self._lapsed(lapse, at, resumes=True) for lapse in self.adjustments.lapses)

    def runs_at(self, at: datetime) -> bool:
        """Whether `at` lies inside the half-open 72 hours, whatever else happened."""
        return self.start is not None and self.end is not None and self.start <= at < self.end

    @property
    def may_run(self) -> bool:
        """Whether no readmission inside the hours has ended them for good (X1)."""
        inside = [each for each in self.adjustments.readmissions if self.runs_at(each.start)]
        return all(each.end is not None and each.revives is not False for each in inside)

    def _lapsed(self, lapse: EmergencyCall, at: datetime, *, resumes: bool = False) -> bool:
        if lapse.start > at:
            return False
        over = lapse.end is not None and lapse.end <= at
        return not (over and (resumes or self.choices["A9"] == "old_window_valid"))

    def state_at(self, at: datetime) -> WindowState:
        """The state at one moment; derived, never stored, so that corrections and late answers simply change it."""
        adjustments = self.adjustments
        if adjustments.voided:
            return WindowState.VOIDED
        if self.start is None or self.end is None or at < self.start:
            return WindowState.NOT_STARTED
        eligible = self.eligible
        if eligible is False:
            return WindowState.NOT_STARTED
        if adjustments.exempted_at is not None and adjustments.exempted_at <= at and adjustments.exempted_at < self.end:
            return WindowState.EXEMPTED
        if eligible is None:
            return WindowState.UNKNOWN
        interrupted = self.interrupted_at(at)
        if interrupted is not None:
            return interrupted
        if at >= self.end:
            return WindowState.EXPIRED
        extended = self.regular_end is not None and self.end > self.regular_end
        return WindowState.EXTENDED if extended else WindowState.RUNNING

    def changes(self) -> tuple[datetime, ...]:
        """Every moment at which the state can change."""
        adjustments = self.adjustments
        moments = [self.start, self.regular_end, self.end, adjustments.exempted_at, adjustments.died_at]
        for readmission in adjustments.readmissions:
            moments += [readmission.start, readmission.end]
        for lapse in adjustments.lapses:
            moments += [lapse.start, lapse.end]
        return tuple(sorted({moment for moment in moments if moment is not None}))

    @property
    def _could_end_at(self) -> datetime | None:
        """The end of the last span in which the ward answers or may: an exemption or a readmission ends it earlier."""
        if self.start is None or self.end is None:
            return None
        since = [moment for moment in self.changes() if self.start <= moment < self.end]
        # A window that ends as it begins has no span.
        spans = pairwise([*since, self.end])
        return max((until for begun, until in spans if self.state_at(begun) in MAY_ANSWER), default=self.start)

    def at(self, now: datetime) -> Window:
        """The window as it stands at `now`."""
        eligible = self.eligible
        verdicts = (*self.conditions, *_effects(self, now))
        return Window(
            key=self.key,
            journey=self.journey,
            eligible=eligible,
            starts_at=self.start if eligible else None,
            ends_at=self.end if eligible else None,
            state=self.state_at(now),
            verdicts=verdicts,
            discharged_at=self.facts.discharged_at,
            could_end_at=None if eligible is False else self._could_end_at,
            provider=self.provider,
            hospital=self.hospital,
            missing=_missing(self.conditions) if eligible is None else (),
            version=self.choices.version(self.terms.version, USES),
        )


def _missing(verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for verdict in verdicts for name in verdict.missing))


def _effects(plan: WindowPlan, now: datetime) -> tuple[Verdict, ...]:
    """Verdicts of what happened to the window until `now`: X1, X3, X4, X6, exemption and extension."""
    adjustments, version = plan.adjustments, plan.choices.version(plan.terms.version, USES)
    found: list[Verdict] = []

    def add(rule: str, code: str, outcome: bool | None, **facts: Fact) -> None:
        found.append(Verdict(rule, f"RULES 2e {rule}", f"window.{code}", outcome, facts, (), version))

    if adjustments.voided:
        add("X6", "X6", False, discharged_at=iso(plan.start))
    # Nothing happens to 72 hours that never were.
    if adjustments.voided or plan.eligible is False:
        return tuple(found)
    for readmission in adjustments.readmissions:
        if plan.runs_at(readmission.start) and readmission.start <= now:
            code = {True: "X1.short", False: "X1.superseded", None: "X1.unknown"}[readmission.revives]
            add("X1", code, readmission.revives, readmitted_at=iso(readmission.start), left_at=iso(readmission.end))
    for lapse in adjustments.lapses:
        if plan.runs_at(lapse.start) and lapse.start <= now:
            add("X3", "X3.ended" if lapse.end else "X3.lapsed", bool(lapse.end), called_at=iso(lapse.start))
    if adjustments.died_at is not None and plan.start is not None and plan.start <= adjustments.died_at <= now:
        add("X4", "X4", False, died_at=iso(adjustments.died_at))
    if adjustments.exempted_at is not None and adjustments.exempted_at <= now:
        add("exemption", "exempted", False, exempted_at=iso(adjustments.exempted_at))
    if plan.end and plan.regular_end and plan.end > plan.regular_end:
        add("extension", "extended", True, until=iso(plan.end))
    return tuple(found)


def window(
    facts: DischargeFacts,
    terms: Terms,
    *,
    now: datetime,
    adjustments: Adjustments | None = None,
    choices: Choices = DEFAULTS,
) -> Window:
    """The window of one discharge at `now`."""
    return WindowPlan(facts=facts, terms=terms, adjustments=adjustments or Adjustments(), choices=choices).at(now)
