"""The panel of the six conditions that close a journey (RULES 001-03; UX §1.e)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.agreement.selectors import kept_story
from discharge.models import CloseOutCondition
from journeys.domain.state.letters import letters_of
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey

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
