"""One journey to learn from as its reader may see it, and the list of those that are shown or wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.numbers import rounded
from journeys.models import Journey
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea
from organisations.selectors.permissions import why_not
from principles.indicators.rules.registry import LINES, Better
from principles.indicators.sentences import definition_of, name_of
from principles.learning.rules.asking import CaseState
from principles.learning.rules.audit import QUESTION, QUESTIONS, AuditQuestion
from principles.learning.rules.effect import AddedMonths, Effect
from principles.learning.rules.pack import Trait, pack_of
from principles.learning.selectors import (
    alike,
    cases,
    common_kinds,
    effect,
    facts_of,
    seems_complex,
    seen_by_second,
    shown_cases,
    state_of,
    waiting_cases,
)
from principles.learning.sentences import (
    PackWords,
    holder_word,
    pack_words,
    question_words,
    side_word,
    tone_word,
    verdict_word,
)
from principles.models import AuditAnswer, LearningAction, LearningCase
from principles.plans.rules.progress import OPEN, TaskStatus
from principles.plans.selectors import may_change
from principles.plans.sentences import STATUS_WORDS


@dataclass(frozen=True, slots=True)
class NominationRow:
    """Whose side nominated it and how it went; the words are empty to whoever does not see the journey."""

    side: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A question of the audit with its answer; no verdict where nobody has answered."""

    question: AuditQuestion
    asks: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A decision and its action, with the figure before and after."""

    action: LearningAction
    status: str
    late: bool
    may_change: bool
    figure: str
    definition: str
    effect: Effect
    before: str
    after: str
    change: str


class CasePage:
    """A case for one reader. `sees_journey`: they may open the journey itself, and so read what parties wrote."""

    def __init__(self, case: LearningCase, asker: Asker, *, sees_journey: bool) -> None:
        """The case comes with its rows (`cases`)."""
        self.case, self.asker, self.sees_journey = case, asker, sees_journey
        self.state = state_of(case)

    @cached_property
    def areas(self) -> dict[str, str]:
        """The clusters' names."""
        return {area.key: str(area) for area in CooperationArea.objects.all()}

    @cached_property
    def stored(self) -> dict[str, Any] | None:
        """The pack as it was checked; to the parties also as it would be now."""
        if self.state is CaseState.SHOWN:
            pack: dict[str, Any] | None = self.case.pack
            return pack
        if self.state is CaseState.OBJECTED or not self.sees_journey:
            return None
        journey = self.case.journey
        return pack_of(facts_of(journey, now=self.asker.now), alike(journey), common=common_kinds())

    @cached_property
    def pack(self) -> PackWords | None:
        """In words."""
        return pack_words(self.stored, self.areas) if self.stored else None

    @property
    def title(self) -> str:
        """What it is called; nobody's name."""
        return self.pack.title if self.pack else _("Forløb at lære af")

    @property
    def tones(self) -> str:
        """How it went, as those who nominated it say."""
        return ", ".join(sorted({tone_word(row.tone) for row in self.case.nominations.all()}))

    @property
    def nominations(self) -> Sequence[NominationRow]:
        """Who nominated it, by side."""
        return [
            NominationRow(side_word(row.side), tone_word(row.tone), row.words if self.sees_journey else "")
            for row in self.case.nominations.all()
        ]

    @property
    def told(self) -> str:
        """Who was told; empty while nobody was."""
        return holder_word(self.case.told_whom)

    @property
    def objected(self) -> str:
        """Who said no."""
        return holder_word(self.case.objected_whom)

    @cached_property
    def complex(self) -> bool:
        """Whether an audit is worth while."""
        return seems_complex(self.case.journey)

    @cached_property
    def audit(self) -> Sequence[AuditRow]:
        """What was answered, in the order of the questions."""
        rows = {row.question: row for row in self.case.audit.all() if row.question in QUESTION}
        return [
            AuditRow(question, question_words(question), verdict_word(row.verdict), self.words_of(row))
            for question in QUESTIONS
            if (row := rows.get(question.key)) is not None
        ]

    def words_of(self, answer: AuditAnswer) -> str:
        """The remark to an answer; to others than the parties only when the second person has seen it."""
        return answer.words if self.sees_journey or seen_by_second(self.case, answer) else ""

    @property
    def area(self) -> str | None:
        """The cluster's key; to others than the parties only where the pack tells it too."""
        area = self.case.area
        told = self.sees_journey or (self.stored or {}).get("traits", {}).get(Trait.AREA.value) == getattr(
            area, "key", None
        )
        return area.key if area and told else None

    @cached_property
    def actions(self) -> Sequence[ActionRow]:
        """What was decided, with before and after."""
        return [self._action(row) for row in self.case.actions.all()]

    @property
    def may_nominate(self) -> bool:
        """Whether the reader speaks for a party."""
        return self.sees_journey and not why_not(self.asker.user, Permission.NOMINATE_JOURNEY, self.case.journey)

    @property
    def may_check(self) -> bool:
        """Whether the reader's role and party allow the check; that it is not their own nomination the act judges."""
        return self.sees_journey and not why_not(self.asker.user, Permission.CHECK_LEARNING, self.case.journey)

    @property
    def may_decide(self) -> bool:
        """Whether the reader's secretariat takes up what is shown."""
        return self.state is CaseState.SHOWN and not why_not(self.asker.user, Permission.MANAGE_PLANS)

    def _action(self, row: LearningAction) -> ActionRow:
        found = effect(row)
        status = TaskStatus(row.status)
        today = local_date(self.asker.now)
        return ActionRow(
            action=row,
            status=str(STATUS_WORDS[status]),
            late=status in OPEN and row.due_on is not None and row.due_on < today,
            may_change=may_change(self.asker.user, row.meeting.plan),
            figure=f"{row.indicator.partition('.')[0]} {name_of(row.indicator)}",
            definition=definition_of(row.indicator),
            effect=found,
            before=_span_words(found.before),
            after=_span_words(found.after),
            change=_change_words(found, row.indicator),
        )


def _span_words(span: AddedMonths) -> str:
    if span.share is None:
        return _("endnu ikke opgjort, eller for få forløb")
    first, last = (date_format(month, "F Y") for month in (span.months[0], span.months[-1]))
    when = first if first == last else f"{first}–{last}"
    return _("%(share)s %% (%(met)s af %(all)s, %(when)s)") % {
        "share": f"{span.share:.0f}",
        "met": span.numerator,
        "all": span.denominator,
        "when": when,
    }


def _change_words(found: Effect, line: str) -> str:
    """Which way, and whether that is better; never that the action did it."""
    if found.points is None:
        return _("Der er ikke tal nok til at sammenligne endnu.")
    points = rounded(abs(found.points))
    if round(found.points) == 0:
        return _("Uændret.")
    better = LINES[line].better * found.points
    way = _("op") if found.points > 0 else _("ned")
    judged = "" if LINES[line].better is Better.NEITHER else _("bedre") if better > 0 else _("dårligere")
    words = _("%(points)s procentpoint %(way)s") % {"points": points, "way": way}
    return f"{words}, {judged}." if judged else f"{words}."


def case_page(asker: Asker, case_id: UUID) -> CasePage | None:
    """The case for whoever asks: shown to all who learn, before that and after an objection to the parties alone."""
    case = cases().filter(pk=case_id).first()
    if case is None:
        return None
    sees = asker.journeys().filter(pk=_home_id(case.journey)).exists()
    page = CasePage(case, asker, sees_journey=sees)
    return page if sees or page.state is CaseState.SHOWN else None


def case_of_journey(journey: Journey) -> LearningCase | None:
    """The case that somebody has opened about it."""
    return LearningCase.objects.filter(journey=journey).first()


def _home_id(journey: Journey) -> UUID:
    return journey.merged_into_id or journey.pk


def shown_pages(asker: Asker) -> list[CasePage]:
    """Those that are shown; nothing of the journeys themselves."""
    return [CasePage(case, asker, sees_journey=False) for case in shown_cases()]


def waiting_pages(asker: Asker) -> list[CasePage]:
    """Those that the reader can look through, or tell a citizen of."""
    return [CasePage(case, asker, sees_journey=True) for case in waiting_cases(asker.own_journeys())]
