"""The panel of readiness: periods, answers, disagreement, corrections, coincidence (RULES 2b, 2g; UX §1.e)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.panels.words import Said, nights_words, reason_word, sector_word
from desk.selectors.timeline.entries import who_said
from discharge.agreement.selectors import StayStory, kept_story
from discharge.readiness.rules.coincidence import Coincidence, Delay
from discharge.readiness.rules.corrections import ProposedCorrection, pending_correction
from discharge.readiness.rules.registration import WARNINGS
from discharge.readiness.selectors.municipality_told import told_municipality
from discharge.readiness.selectors.periods import coincidence_of, nights_between
from discharge.wording.sentences import TITLE_WORDS, sentence_of, verdict_json
from journeys.domain.events import EventKind
from journeys.domain.history.ready_periods import PeriodEnd, ReadyPeriod
from journeys.models import Journey, JourneyEvent

END_WORDS = {
    PeriodEnd.DISCHARGE: gettext_lazy("udskrevet"),
    PeriodEnd.RESUMPTION: gettext_lazy("behandling genoptaget"),
    PeriodEnd.DEATH: gettext_lazy("død"),
    PeriodEnd.LEAVE: gettext_lazy("lang orlov"),
    PeriodEnd.TERMINAL: gettext_lazy("terminal"),
}
QUESTIONS = {
    "terminal": gettext_lazy("Terminal"),
    "treatment_finished": gettext_lazy("1a. Behandling og pleje slut"),
    "admission_not_required": gettext_lazy("1b. Resten kan ske uden indlæggelse"),
    "continues_in_daily_life": gettext_lazy("1c. Videre behandling i samspil med hverdagen"),
    "medicine_and_devices_ready": gettext_lazy("1d. Medicin og hjælpemidler klar"),
    "fmk_updated": gettext_lazy("FMK ajourført"),
    "rehabilitation": gettext_lazy("Genoptræningsplan"),
    "patient_informed": gettext_lazy("2. Borgeren informeret"),
    "relatives_informed": gettext_lazy("Pårørende informeret"),
    "municipality_involved": gettext_lazy("3. Kommunen inddraget"),
    "municipality_involved_on": gettext_lazy("Kommunen inddraget den"),
    "administration_done": gettext_lazy("Administrative opgaver løst"),
}
ANSWERS = {
    "made": gettext_lazy("lavet"),
    "not_needed": gettext_lazy("ikke nødvendig"),
    "yes": gettext_lazy("ja"),
    "no": gettext_lazy("nej"),
    "none": gettext_lazy("ikke relevant"),
}


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One waiting reason in words."""

    what: str
    sector: str
    since: datetime
    to: datetime | None
    primary: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One ready period, with what was answered when it was registered."""

    period: ReadyPeriod
    nights: str
    end_word: str
    reasons: tuple[ReasonLine, ...]
    assessed_by: str
    assessed_at: datetime | None
    registered_by: str
    checklist: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    corrected: str
    # When the municipality was told, if it was.
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadinessPanel:
    """Readiness: the periods newest first, what is disagreed on, a correction that waits, and coincidence."""

    periods: tuple[PeriodView, ...]
    disagreements: tuple[Said, ...]
    correction: ProposedCorrection | None
    correction_by: str
    terminal: bool
    coincidence: Coincidence | None
    coincidence_verdict: Mapping[str, Any] | None
    delay_word: str
    # Registrations that count nothing, newest first: when the citizen was said to be ready (RULES 2c P3).
    void_at: tuple[datetime, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the citizen is ready now."""
        return bool(self.periods) and self.periods[0].period.is_open


def readiness_panel(journey: Journey, events: Sequence[JourneyEvent], *, now: datetime) -> ReadinessPanel:
    """What the panel shows."""
    story, rows = kept_story(journey, events), {event.source_ref: event for event in events}
    together = coincidence_of(journey, story)
    waiting, told = pending_correction(story.counting), told_municipality(journey, story)
    return ReadinessPanel(
        periods=tuple(_period(period, rows, now, told.get(period.ref)) for period in reversed(story.periods_at(now))),
        disagreements=tuple(_said(story, rows, EventKind.READY_DISAGREED)),
        correction=waiting,
        correction_by=who_said(rows[waiting.ref]) if waiting and waiting.ref in rows else "",
        terminal=story.terminal,
        coincidence=together,
        coincidence_verdict=verdict_json(together.verdict) if together else None,
        delay_word=_delay_word(together),
        void_at=tuple(event.occurred_at for event in reversed(story.void_registrations)),
    )


def _period(
    period: ReadyPeriod, rows: Mapping[str, JourneyEvent], now: datetime, told_at: datetime | None
) -> PeriodView:
    event = rows.get(period.ref)
    payload = event.payload if event else {}
    assessed = payload.get("assessed_at")
    return PeriodView(
        period=period,
        nights=nights_words(nights_between(period.ready_at, period.ended_at or now)),
        end_word=str(END_WORDS[period.end_reason]) if period.end_reason else "",
        reasons=tuple(
            ReasonLine(reason_word(each.reason, each.text), sector_word(each.sector), each.since, each.to, each.primary)
            for each in sorted(period.reasons, key=lambda each: (not each.primary, each.since))
        ),
        assessed_by=_assessed_by(payload),
        assessed_at=datetime.fromisoformat(assessed) if assessed else None,
        registered_by=who_said(event) if event else "",
        checklist=tuple(_answers(payload.get("checklist") or {})),
        warnings=tuple(sentence_of(WARNINGS.get(rule, rule)) for rule in payload.get("warnings") or ()),
        corrected=str(payload.get("correction_reason") or ""),
        told_at=told_at,
    )


def _assessed_by(payload: Mapping[str, Any]) -> str:
    """The doctor's name; one whom the hospital's register does not have is marked so (RULES 2b F1)."""
    name = str(payload.get("assessed_by") or "")
    if not name or payload.get("assessed_in_register") is not False:
        return name
    title = TITLE_WORDS.get(str(payload.get("assessed_title")), "")
    return _("%(name)s (ikke i registret)") % {"name": ", ".join(filter(None, (name, str(title).lower())))}


def _answers(checklist: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(QUESTIONS[name]), _answer(checklist.get(name))) for name in QUESTIONS if name in checklist]


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return str(ANSWERS["yes" if value else "no"])
    if value is None:
        return _("ikke besvaret")
    if str(value) in ANSWERS:
        return str(ANSWERS[str(value)])
    return date.fromisoformat(str(value)).strftime("%d-%m-%Y")


def _said(story: StayStory, rows: Mapping[str, JourneyEvent], kind: EventKind) -> list[Said]:
    return [
        Said(event.text("text") or "", who_said(rows[event.ref]), event.stated_at)
        for event in story.counting
        if event.kind is kind and event.ref in rows
    ]


def _delay_word(together: Coincidence | None) -> str:
    if together is None or together.delay is None:
        return ""
    if together.delay is Delay.AGREED:
        return _("Udskrivelsen var aftalt til senere end færdigmeldingen.")
    return _("Der var ikke aftalt en senere udskrivelse.")
