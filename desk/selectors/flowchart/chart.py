"""A chart with its words, and for a journey with the citizen's position (001-96; UX §2.3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from documents.domain.kinds import kind_named
from documents.sentences import in_language, kind_label
from journeys.models import Task
from principles.flowchart.rules.graph import ChartTrack, FlowchartNode, Lane
from principles.flowchart.rules.position import StepStanding, StepState
from principles.flowchart.texts import LANE_WORDS, REASON_WORDS, STATE_WORDS, STEP_TEXTS, TRACK_WORDS
from principles.in_practice.rules.helpfulness import Helpfulness

# The addresses of the charts.
SLUGS = {"akut": ChartTrack.ACUTE, "planlagt": ChartTrack.PLANNED, "psykiatri": ChartTrack.PSYCHIATRY}
_LANES = tuple(Lane)
_COLUMN, _ROW, _TOP, _WIDTH, _HEIGHT = 260, 62, 44, 240, 46
_MARKS = {"done": "✓", "next": "➜", "skipped": "⤼", "not_applicable": "–", "unknown": "?", "waiting": "…"}


class AnswerableTask(Protocol):
    """An open task with the button that answers it, as the journey page shows it."""

    @property
    def task(self) -> Task:
        """The task."""


@dataclass(frozen=True, slots=True)
class ChartStep:
    """One step in words, and where its box stands in the picture."""

    node: FlowchartNode
    number: int
    standing: StepStanding | None
    rows: tuple[AnswerableTask, ...] = ()
    # It is the next step of whoever looks.
    leads: bool = False
    # What the reader has answered to "Var det til hjælp?"; and what everybody has, for who follows the cooperation.
    helped: bool | None = None
    said: Helpfulness | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return in_language(STEP_TEXTS[self.node.code].title)

    @property
    def text(self) -> str:
        """What is done."""
        return in_language(STEP_TEXTS[self.node.code].text)

    @property
    def when(self) -> str:
        """By when."""
        return in_language(STEP_TEXTS[self.node.code].when)

    @property
    def lane(self) -> str:
        """Whose it is."""
        return in_language(LANE_WORDS[self.node.lane])

    @property
    def documents(self) -> str:
        """What is written and sent in it."""
        return ", ".join(kind_label(code) for code in self.node.documents if kind_named(code))

    @property
    def state(self) -> str:
        """The code of how it stands; empty without a journey."""
        return self.standing.state.value if self.standing else ""

    @property
    def state_words(self) -> str:
        """How it stands."""
        return in_language(STATE_WORDS[self.state]) if self.state else ""

    @property
    def reason(self) -> str:
        """Why it was skipped, does not concern the journey or is not known."""
        reason = self.standing.reason if self.standing else ""
        return in_language(REASON_WORDS[reason]) if reason else ""

    @property
    def done_at(self) -> datetime | None:
        """When it was done."""
        return self.standing.at if self.standing and self.standing.state is StepState.DONE else None

    @property
    def mark(self) -> str:
        """The sign in the box: colour alone says nothing."""
        return _MARKS.get(self.state, "")

    @property
    def line(self) -> str:
        """What stands under the title in the box."""
        return f"{self.mark} {self.state_words}".strip() or self.lane

    @property
    def x(self) -> int:
        """Left edge of the box."""
        return _LANES.index(self.node.lane) * _COLUMN + (_COLUMN - _WIDTH) // 2

    @property
    def y(self) -> int:
        """Top edge of the box."""
        return _TOP + (self.number - 1) * _ROW

    @property
    def middle(self) -> int:
        """Where text is centred."""
        return self.x + _WIDTH // 2


@dataclass(frozen=True, slots=True)
class FlowchartPicture:
    """The whole picture; `assumed` when nobody knows whether the stay is acute or planned."""

    track: ChartTrack
    steps: tuple[ChartStep, ...]
    assumed: bool = False

    @property
    def name(self) -> str:
        """Which chart it is."""
        return in_language(TRACK_WORDS[self.track])

    @property
    def lanes(self) -> list[tuple[int, str]]:
        """The middle and the name of each column."""
        return [(place * _COLUMN + _COLUMN // 2, in_language(LANE_WORDS[lane])) for place, lane in enumerate(_LANES)]

    @property
    def others(self) -> list[tuple[str, str]]:
        """Every chart: its address and its name."""
        return [(slug, in_language(TRACK_WORDS[track])) for slug, track in SLUGS.items()]

    @property
    def width(self) -> int:
        """Of the picture."""
        return _COLUMN * len(_LANES)

    @property
    def height(self) -> int:
        """Of the picture."""
        return _TOP + _ROW * len(self.steps)

    @property
    def arrows(self) -> list[str]:
        """A path from each step to the next."""
        return [_arrow(before, after) for before, after in zip(self.steps, self.steps[1:], strict=False)]


def _arrow(before: ChartStep, after: ChartStep) -> str:
    start, end = before.y + _HEIGHT, after.y
    half = (start + end) // 2
    return f"M{before.middle} {start} V{half} H{after.middle} V{end}"


def slug_of(track: ChartTrack) -> str:
    """The last part of a chart's address."""
    return next(slug for slug, each in SLUGS.items() if each is track)


def with_answers(
    chart: FlowchartPicture, own: Mapping[str, bool], said: Iterable[Helpfulness] = ()
) -> FlowchartPicture:
    """With what the reader and everybody has answered about each step."""
    by_step = {each.step: each for each in said}
    steps = (replace(s, helped=own.get(s.node.code), said=by_step.get(s.node.code)) for s in chart.steps)
    return replace(chart, steps=tuple(steps))


def chart_of(track: ChartTrack, nodes: Sequence[FlowchartNode], *, assumed: bool = False) -> FlowchartPicture:
    """Without a journey."""
    return FlowchartPicture(
        track, tuple(ChartStep(node, number, None) for number, node in enumerate(nodes, start=1)), assumed
    )


def chart_with(
    track: ChartTrack,
    standings: Sequence[StepStanding],
    rows: Collection[AnswerableTask],
    leads: AnswerableTask | None,
    *,
    assumed: bool,
) -> FlowchartPicture:
    """With where a journey stands; `leads` is the row whose button is the next step on the journey page."""
    steps = tuple(
        ChartStep(
            standing.node,
            number,
            standing,
            tuple(row for row in rows if standing.node.takes(row.task.kind)),
            leads is not None and standing.node.takes(leads.task.kind),
        )
        for number, standing in enumerate(standings, start=1)
    )
    return FlowchartPicture(track, steps, assumed)
