"""K1–K28 as one registry: what is counted, in which unit, under which clause, and by which pure function (RULES 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import partial

from principles.indicators.rules.cases import Measure
from principles.indicators.rules.measures import discharge, planning, waiting

# Changes when a definition does; shown beside every figure.
VERSION = "2026-11j"


class Unit(StrEnum):
    """What the number is."""

    SHARE = "share"
    # A median of hours.
    HOURS = "hours"
    # A sum of days.
    DAYS = "days"
    # A sum of kroner, whole or with øre as the ledger says; unknown as soon as one of its amounts is.
    KRONER = "kroner"
    # A mean per discharge.
    MEAN = "mean"
    # How many.
    COUNT = "count"


class Better(IntEnum):
    """Which way is better for the citizen; zero where the figure only describes."""

    LOWER = -1
    NEITHER = 0
    HIGHER = 1


class Kept(StrEnum):
    """Where the cases of a figure are that is not counted by journeys; its lines have no measure."""

    SURVEY = "survey"
    REGISTER = "register"
    FLOWCHART = "flowchart"
    PLAN = "plan"


class Absent(StrEnum):
    """Why a figure has no number here yet."""

    CHANNEL = "channel"
    DIAGNOSES = "diagnoses"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One number of an indicator; `key` names its stored cases and its texts."""

    key: str
    unit: Unit
    # None where no journey is counted: then a source brings the sums (`rules/sources.py`).
    measure: Measure | None = None
    better: Better = Better.HIGHER
    # Psychiatry is left out: tables 2g and 2h keep it apart, and K5 is of C1, C5 and C7.
    somatic_only: bool = False
    psychiatric_only: bool = False
    # The line of whose numerator these are all, or more: their number tells what that share may hide.
    met_of: str = ""
    # The line that misses exactly those whom this one misses.
    missed_of: str = ""
    # The line that counts exactly these people: where it may not tell how many they are, this one tells nothing.
    same_as: str = ""
    # Of how many its mean is told, where the amount counts happenings: of one to four of them nothing is told.
    per: int = 0
    # The line that met, or missed, as many as these amounts come to.
    amounts_met_of: str = ""
    amounts_missed_of: str = ""
    # The lines of whose people these are some, or all: nobody may learn how few the others are.
    part_of: tuple[str, ...] = ()
    # Lines of the first of `part_of` that count none of these people and are published before this one.
    apart_from: tuple[str, ...] = ()
    # As these, but published after it.
    apart_before: tuple[str, ...] = ()
    # It asks of them what the first of these asks: then the others have met and missed ones as well.
    alike: bool = False
    # The lines that count some of its people and are published before it: it gives way to them, not they to it.
    whole_of: tuple[str, ...] = ()
    # Told by reason and sector only.
    by_reason: bool = False

    @property
    def leans_on(self) -> tuple[str, ...]:
        """The lines that are published before it."""
        own = (self.met_of, self.missed_of, self.same_as, self.amounts_met_of, self.amounts_missed_of)
        return tuple(filter(None, (*own, *self.part_of, *self.apart_from, *self.whole_of)))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One K: its clauses, the follow-up questions that it answers, and its lines, or why there are none."""

    id: str
    clauses: tuple[str, ...]
    questions: tuple[str, ...] = ()
    lines: tuple[IndicatorLine, ...] = ()
    absent: Absent | None = None
    kept: Kept | None = None


_S, _H, _D, _M, _KR = Unit.SHARE, Unit.HOURS, Unit.DAYS, Unit.MEAN, Unit.KRONER
_LOWER, _NEITHER = Better.LOWER, Better.NEITHER
# Of whom everybody who was discharged is the whole, in three lines: they give way, for these say more.
_SOME_OF_ALL = (
    *("K4", "K5", "K6", "K7", "K7.registered", "K10", "K10.strict", "K11", "K13", "K13.exempted"),
    *("K14", "K14.window", "K14.contingency", "K14.no_contingency", "K14.psychiatric", "K20", "K26", "K28.receipt"),
)
_of_windows = partial(IndicatorLine, met_of="K13", same_as="K13.exempted")
# Somatics and psychiatry have tariffs of their own (2c): one sum of both would tell how many are psychiatry's.
_CHARGED = (
    IndicatorLine(
        "K8.region",
        _KR,
        waiting.charged_by_region,
        _LOWER,
        somatic_only=True,
        part_of=("K8",),
        apart_before=("K8.psychiatric",),
        by_reason=True,
    ),
    IndicatorLine(
        "K8.state",
        _KR,
        waiting.charged_by_state,
        _LOWER,
        somatic_only=True,
        part_of=("K8",),
        apart_before=("K8.psychiatric",),
        by_reason=True,
    ),
    IndicatorLine(
        "K8.psychiatric",
        _KR,
        waiting.charged_by_region,
        _LOWER,
        psychiatric_only=True,
        part_of=("K8",),
        apart_from=("K8.region",),
        by_reason=True,
    ),
    IndicatorLine(
        "K8.psychiatric_state",
        _KR,
        waiting.charged_by_state,
        _LOWER,
        psychiatric_only=True,
        part_of=("K8",),
        apart_from=("K8.region",),
        by_reason=True,
    ),
)
_ALL = (
    Indicator(
        "K1",
        ("001-02",),
        ("FQ1",),
        (IndicatorLine("K1", _S), IndicatorLine("K1.mean", _M), IndicatorLine("K1.rate", _S, better=_NEITHER)),
        kept=Kept.SURVEY,
    ),
    Indicator("K2", ("001-10",), ("FQ1",), (IndicatorLine("K2", _S), IndicatorLine("K2.mean", _M)), kept=Kept.SURVEY),
    Indicator("K3", ("001-103",), ("FQ1", "FQ2"), (IndicatorLine("K3", _S, better=_NEITHER),), kept=Kept.SURVEY),
    Indicator(
        "K4",
        ("001-31", "001-62"),
        ("FQ2", "FQ6"),
        (IndicatorLine("K4", _S, planning.planning_in_time, part_of=("K20", "K26")),),
    ),
    Indicator(
        "K5",
        ("001-63",),
        ("FQ6",),
        # C2 and C6 are psychiatry's: it sends plans, and the figure is not of it.
        (
            IndicatorLine("K5", _S, planning.plan_sent, somatic_only=True, part_of=("K26",)),
            IndicatorLine("K5.lead", _H, planning.plan_lead, somatic_only=True, met_of="K5"),
        ),
    ),
    Indicator(
        "K6",
        ("001-63",),
        ("FQ6",),
        (
            IndicatorLine("K6", _S, planning.plan_realistic),
            IndicatorLine("K6.versions", _M, planning.plan_versions, _NEITHER, same_as="K6", per=1),
        ),
    ),
    Indicator(
        "K7",
        ("001-65", "001-84"),
        ("FQ7",),
        (
            IndicatorLine("K7", _S, waiting.coincides, somatic_only=True, part_of=("K20",)),
            IndicatorLine(
                "K7.registered",
                _S,
                waiting.coincides_of_registered,
                somatic_only=True,
                missed_of="K7",
                part_of=("K7", "K20"),
            ),
        ),
    ),
    Indicator(
        "K8",
        ("001-86", "001-88"),
        ("FQ6", "FQ7"),
        (
            IndicatorLine("K8", _D, waiting.waiting_days, _LOWER, by_reason=True),
            *_CHARGED,
            IndicatorLine("K8.agreed", _S, waiting.agreed_after_ready, somatic_only=True, met_of="K7"),
        ),
    ),
    Indicator("K9", ("001-87",), ("FQ7",), (IndicatorLine("K9", _S, waiting.resumed, _NEITHER, part_of=("K28",)),)),
    Indicator(
        "K10",
        ("001-68",),
        (),
        (
            IndicatorLine("K10", _S, discharge.letter_in_time),
            IndicatorLine("K10.strict", _S, discharge.strict_letter_in_time, part_of=("K10",), alike=True),
        ),
    ),
    Indicator("K11", ("001-32", "001-61"), ("FQ4",), (IndicatorLine("K11", _S, planning.report_in_time),)),
    Indicator("K12", ("001-70",), ("FQ4",), absent=Absent.CHANNEL),
    Indicator(
        "K13",
        ("001-95",),
        ("FQ4",),
        (
            IndicatorLine("K13", _S, discharge.window_opened),
            _of_windows("K13.calls", _M, discharge.window_calls, _NEITHER, per=100, amounts_met_of="K13.answered"),
            IndicatorLine("K13.answered", _S, discharge.window_answered),
            _of_windows("K13.wrong", _M, discharge.window_attempts, _LOWER, per=100, amounts_missed_of="K13.answered"),
            IndicatorLine("K13.exempted", _S, discharge.window_exempted, _NEITHER, met_of="K13"),
            _of_windows("K13.extended", _S, discharge.window_extended, _NEITHER),
        ),
    ),
    Indicator(
        "K14",
        ("001-67",),
        (),
        (
            IndicatorLine("K14", _S, discharge.readmitted, _LOWER, somatic_only=True),
            IndicatorLine(
                "K14.window",
                _S,
                discharge.readmitted_of_window,
                _LOWER,
                somatic_only=True,
                part_of=("K14", "K13.exempted"),
                alike=True,
            ),
            IndicatorLine(
                "K14.contingency",
                _S,
                discharge.readmitted_with_contingency,
                _LOWER,
                somatic_only=True,
                part_of=("K14",),
                apart_before=("K14.no_contingency",),
                alike=True,
            ),
            IndicatorLine(
                "K14.no_contingency",
                _S,
                discharge.readmitted_without_contingency,
                _LOWER,
                somatic_only=True,
                part_of=("K14",),
                apart_from=("K14.contingency",),
                alike=True,
            ),
            IndicatorLine("K14.psychiatric", _S, discharge.readmitted, _LOWER, psychiatric_only=True),
        ),
    ),
    Indicator("K15", ("004 HP-1",), (), absent=Absent.DIAGNOSES),
    Indicator(
        "K16", ("001-03",), ("FQ2",), (IndicatorLine("K16", _S, discharge.closed_in_time, whole_of=_SOME_OF_ALL),)
    ),
    Indicator("K17", ("001-81",), (), (IndicatorLine("K17", _S, discharge.record_updated, whole_of=_SOME_OF_ALL),)),
    Indicator(
        "K18", ("001-104",), ("FQ4",), (IndicatorLine("K18", _S), IndicatorLine("K18.mean", _M)), kept=Kept.SURVEY
    ),
    Indicator(
        "K19",
        ("001-50",),
        ("FQ5",),
        (IndicatorLine("K19", _S), IndicatorLine("K19.people", Unit.COUNT), IndicatorLine("K19.score", _M)),
        kept=Kept.REGISTER,
    ),
    Indicator(
        "K20",
        ("001-65", "001-66"),
        ("FQ6",),
        (
            IndicatorLine("K20", _S, planning.time_agreed),
            IndicatorLine("K20.hours", _H, planning.preparation, met_of="K20"),
            IndicatorLine("K20.notice", _H, planning.notice, met_of="K20"),
            IndicatorLine("K20.weekend", _S, planning.out_of_hours, _NEITHER, met_of="K20"),
        ),
    ),
    Indicator("K21", ("001-96",), ("FQ8",), (IndicatorLine("K21", Unit.COUNT, better=_NEITHER),), kept=Kept.FLOWCHART),
    Indicator(
        "K22", ("001-06",), ("FQ9",), (IndicatorLine("K22", _S), IndicatorLine("K22.mean", _M)), kept=Kept.SURVEY
    ),
    Indicator(
        "K23",
        ("001-104",),
        ("FQ10",),
        (IndicatorLine("K23", _S), IndicatorLine("K23.implemented", _S, better=_NEITHER)),
        kept=Kept.REGISTER,
    ),
    Indicator("K24", ("001-103",), ("FQ3",), (IndicatorLine("K24", _S),), kept=Kept.REGISTER),
    Indicator("K25", ("001-100",), (), (IndicatorLine("K25", _S),), kept=Kept.PLAN),
    Indicator("K26", ("001-90",), (), (IndicatorLine("K26", _S, discharge.physician_named),)),
    Indicator("K27", ("B2-P5",), (), absent=Absent.REQUIRED),
    Indicator(
        "K28",
        ("001-86",),
        (),
        (
            IndicatorLine("K28", _S, waiting.without_reason, _LOWER),
            IndicatorLine("K28.order", _S, waiting.out_of_order, _LOWER, whole_of=_SOME_OF_ALL),
            IndicatorLine("K28.receipt", _S, waiting.without_receipt, _LOWER, part_of=("K10",)),
        ),
    ),
)
INDICATORS: Mapping[str, Indicator] = {each.id: each for each in _ALL}
# Of the groups in which admissions can be prevented (HP-1b): no indicators, stored and added up as these are.
COHORT_LINES: Mapping[str, IndicatorLine] = {
    "plejehjem": IndicatorLine(
        "HP-1b.nursing_home", _S, discharge.readmitted_to_nursing_home, _LOWER, somatic_only=True
    )
}
LINES: Mapping[str, IndicatorLine] = {line.key: line for each in _ALL for line in each.lines if line.measure}
# What surveys, registers and the flowchart say: by month, half-year or year, and by what its details name.
KEPT_LINES: Mapping[str, IndicatorLine] = {line.key: line for each in _ALL for line in each.lines if not line.measure}
# What the agreement's follow-up asks (001-104), in its order.
QUESTIONS = tuple(f"FQ{number}" for number in range(1, 11))
# Divided by two houses as well, half-year by half-year.
MATRICES = ("K20.hours", "K7")


def indicator_of(line: str) -> Indicator:
    """The K that a line belongs to."""
    return INDICATORS[line.partition(".")[0]]


def divides_alike(line: str) -> bool:
    """Whether a line asks the same of some of another's people, or is asked so: a bound of one bounds the other."""
    alike = [each for each in LINES.values() if each.alike]
    return any(line in (each.key, *each.part_of[:1]) for each in alike)


def publishing_order(line: str) -> tuple[int, str]:
    """By which lines are published: each after those that it leans on."""
    own = LINES.get(line)
    steps = [publishing_order(other)[0] + 1 for other in own.leans_on] if own else []
    return max(steps, default=0), line


def wholes_of(line: str) -> tuple[str, ...]:
    """The lines of whose people this one counts some, whichever gives way."""
    return (*LINES[line].part_of, *(key for key, each in LINES.items() if line in each.whole_of))


def parts_of(line: str) -> tuple[str, ...]:
    """The lines that count some of its people and give way to it; of those that do so alike, see `apart_from`."""
    return tuple(key for key, each in LINES.items() if line in each.part_of)


def told_by(line: str) -> tuple[str, ...]:
    """The lines whose numbers or amounts tell whom this one met or missed."""
    own = {
        key: (each.met_of, each.missed_of, each.amounts_met_of, each.amounts_missed_of) for key, each in LINES.items()
    }
    return tuple(key for key, others in own.items() if line in others)
