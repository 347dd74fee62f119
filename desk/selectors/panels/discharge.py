"""The panels of the discharge's end on the journey page: calls, letter, close-out, acute function (UX §1.e)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.acute_function.selectors import RUNS, function_of
from discharge.agreement.selectors import kept_story
from discharge.calls.rules import CallerRole
from discharge.calls.selectors import CallEntry, call_entries
from discharge.discharge_letter.rules.deadline import LetterState
from discharge.discharge_letter.selectors import current_letter, letters_of_journey, state_of
from discharge.models import CloseOutCondition, DischargeLetter
from discharge.wording.sentences import sentence_of, verdict_json, word_of
from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.domain.state.letters import letters_of
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import Reader
from organisations.models import Organisation

# What an open condition asks for, what a met one says was done, and what is said of one that nobody needs.
OPEN_WORDS: dict[str, Promise] = {
    "discharged": gettext_lazy("Borgeren skal udskrives"),
    "enrolled": gettext_lazy("Borgeren skal tilgangsføres i kommunens system"),
    "letter": gettext_lazy("Epikrisen skal sendes til egen læge"),
    "fmk": gettext_lazy("FMK skal være ajourført ved udskrivelsen"),
    "rehabilitation": gettext_lazy("Genoptræningsplan skal afgøres eller sendes"),
    "other_tasks": gettext_lazy("Øvrige udskrivningsopgaver skal udføres"),
}
CONDITION_WORDS: dict[str, Promise] = {
    "discharged": gettext_lazy("Borgeren er udskrevet"),
    "enrolled": gettext_lazy("Tilgangsført i kommunens system"),
    "letter": gettext_lazy("Epikrisen er sendt til egen læge og modtaget"),
    "fmk": gettext_lazy("FMK er ajourført"),
    "rehabilitation": gettext_lazy("Genoptræningsplan er sendt"),
    "other_tasks": gettext_lazy("Øvrige udskrivningsopgaver er udført"),
}
NOT_NEEDED_WORDS: dict[str, Promise] = {
    "discharged": gettext_lazy("Borgeren skal ikke udskrives"),
    "enrolled": gettext_lazy("Der er ikke noget at tilgangsføre"),
    "letter": gettext_lazy("Epikrise skal ikke sendes: borgeren er overflyttet"),
    "fmk": gettext_lazy("FMK skal ikke ajourføres"),
    "rehabilitation": gettext_lazy("Genoptræningsplan er ikke nødvendig"),
    "other_tasks": gettext_lazy("Ingen øvrige udskrivningsopgaver"),
}
_HEADLINES: dict[LetterState, Promise] = {
    LetterState.OPEN: gettext_lazy("Mangler endnu"),
    LetterState.OVERDUE: gettext_lazy("Ikke sendt til tiden"),
    LetterState.SENT: gettext_lazy("Sendt. Afventer kvittering fra egen læge."),
    LetterState.ON_TIME: gettext_lazy("Sendt til tiden og modtaget"),
    LetterState.LATE: gettext_lazy("Sendt for sent, men modtaget"),
    LetterState.NOT_DUE: gettext_lazy("Fristen kan ikke afgøres endnu"),
}
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CallView:
    """One call in words."""

    entry: CallEntry
    who: str
    where: str
    way: str

    @property
    def attempt(self) -> bool:
        """Whether the caller was not entitled."""
        return self.entry.entitled is False


def call_views(events: Sequence[JourneyEvent]) -> list[CallView]:
    """The calls, newest first."""
    return [_call(entry) for entry in call_entries(events)]


def _call(entry: CallEntry) -> CallView:
    said: Mapping[str, Any] = entry.said
    role = said.get("caller_role") or CallerRole.OTHER.value
    facts = {"caller_role": role, "refer_to": said.get("referred_to")}
    return CallView(
        entry=entry,
        who=_("anden") if role == CallerRole.OTHER.value else word_of(role),
        where=entry.organisation.label if entry.organisation else "",
        way=sentence_of(str(said["why"]), facts) if said.get("why") and entry.entitled is not True else "",
    )


@dataclass(frozen=True, slots=True)
class LetterPanel:
    """The letter that matters now; `older` are those of earlier discharges."""

    letter: DischargeLetter | None
    state: LetterState
    older: int
    verdict: tuple[Mapping[str, Any], ...]
    # It is stated that there is no practice to send it to.
    to_citizen: bool = False

    @property
    def headline(self) -> str:
        """Where it stands."""
        if self.letter is not None and self.state in (LetterState.OPEN, LetterState.OVERDUE):
            if self.to_citizen:
                return _("Borgeren har ikke egen læge. Giv borgeren epikrisen, og notér det her.")
            if self.letter.refused_at:
                return _("Den er ikke kommet rigtigt frem hos egen læge. Den skal sendes igen.")
        if self.letter is not None and self.letter.handed_at:
            return (
                _("Givet til borgeren til tiden")
                if self.state is LetterState.ON_TIME
                else _("Givet til borgeren for sent")
            )
        return str(_HEADLINES[self.state])

    @property
    def owed(self) -> bool:
        """Whether the ward still has to send it."""
        return self.state in (LetterState.OPEN, LetterState.OVERDUE)

    @property
    def late(self) -> bool:
        """Whether its time has passed and it is not sent."""
        return self.state is LetterState.OVERDUE


def letter_panel(journey: Journey, *, reader: Reader) -> LetterPanel:
    """Before a discharge there is no letter."""
    letters, now = letters_of_journey(journey, reader=reader), reader.now
    letter = current_letter(letters)
    if letter is None:
        return LetterPanel(None, LetterState.NOT_DUE, 0, ())
    verdict = tuple(verdict_json(each) for each in letter.verdicts)
    return LetterPanel(letter, state_of(letter, now=now), len(letters) - 1, verdict, journey.has_no_practice)


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition in words; `row` names its buttons, `due_at` is when it is due, None once nothing is owed."""

    row: CloseOutCondition
    what: str
    due_at: datetime | None

    @property
    def done(self) -> bool:
        """Met, or not needed."""
        return self.row.state != "open"

    @property
    def done_word(self) -> str:
        """Whether somebody did it, or nobody had to."""
        return _("Ikke nødvendig:") if self.row.state == "not_needed" else _("Udført:")

    @property
    def owner(self) -> str:
        """Whose it is."""
        return self.row.owner.label if self.row.owner else ""


@dataclass(frozen=True, slots=True)
class CloseOutPanel:
    """The six conditions, and when the journey was closed."""

    conditions: tuple[ConditionView, ...]
    closed_at: datetime | None

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(1 for view in self.conditions if not view.done)


def close_out_panel(journey: Journey) -> CloseOutPanel:
    """Shown from the admission on: much of it can be done before the discharge."""
    if journey.status_value in (JourneyStatus.PLANNED, JourneyStatus.CANCELLED):
        return CloseOutPanel((), None)
    rows = CloseOutCondition.objects.filter(journey=journey).select_related("owner").order_by("place")
    return CloseOutPanel(tuple(_condition(row, journey) for row in rows), journey.closed_at)


def _condition(row: CloseOutCondition, journey: Journey) -> ConditionView:
    awaited = row.condition == "letter" and row.state == "open" and _on_its_way(journey)
    due_at = row.due_at if row.state == "open" and not awaited else None
    return ConditionView(row, _what(row, journey, awaited=awaited), due_at)


def _what(row: CloseOutCondition, journey: Journey, *, awaited: bool) -> str:
    if row.state == "not_needed":
        if journey.status_value is JourneyStatus.DECEASED and row.met_at == journey.deceased_at:
            return _("%(what)s: borgeren er død") % {"what": NOT_NEEDED_WORDS[row.condition]}
        return str(NOT_NEEDED_WORDS[row.condition])
    if row.condition == "letter" and journey.has_no_practice:
        is_open = row.state == "open"
        return _("Epikrisen skal gives til borgeren") if is_open else _("Epikrisen er givet til borgeren")
    if awaited:
        return _("Epikrisen er sendt. Afventer kvittering fra egen læge")
    return str((OPEN_WORDS if row.state == "open" else CONDITION_WORDS)[row.condition])


def _on_its_way(journey: Journey) -> bool:
    """Whether the letter of the last discharge is sent and awaits its receipt."""
    letters = letters_of(kept_story(journey), no_practice=journey.has_no_practice)
    return bool(letters) and letters[-1].on_its_way


@dataclass(frozen=True, slots=True)
class AcutePanel:
    """The acute function that runs, in words."""

    function: AcuteFunction | None
    unit: Organisation | None

    @property
    def referrer(self) -> str:
        """Who referred."""
        by = self.function.referred_by if self.function else None
        return word_of(by) if by else _("ukendt")

    @property
    def takeover(self) -> str:
        """Who is asked to take over."""
        by = self.function.takeover_by if self.function else None
        return word_of(by) if by else ""


def acute_panel(journey: Journey, events: Sequence[JourneyEvent], *, state: str) -> AcutePanel:
    """What the journey's own events say; one that began in another stay where the strip tells of it (`state`)."""
    own = acute_function_at(kept_story(journey, events).counting, _END_OF_TIME)
    function = function_of(journey) if own is None and state in RUNS else own
    unit = Organisation.objects.filter(pk=function.unit).first() if function and function.unit else None
    return AcutePanel(function, unit)
