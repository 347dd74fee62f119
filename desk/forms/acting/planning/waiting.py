"""A stay that has not begun: who referred, another time, called off, nobody came (RULES 2d S1; 2i V7, V8)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import MomentField, OrganisationField, area
from journeys.actions.acting.stated import StatedAct
from journeys.actions.statements import ConfirmPresence
from journeys.actions.stays import plans
from journeys.actions.stays.contacts import Referrer
from journeys.domain.calendar.plausible import Meaning
from journeys.models import JourneyEvent
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation

_REFERS = (OrganisationKind.GP_PRACTICE, OrganisationKind.OUT_OF_HOURS, OrganisationKind.HOSPITAL)


class ReferrerFields(forms.Form):
    """Whom to call until the citizen has come; an empty field says honestly that it is not known."""

    referred_by = OrganisationField(
        label=_("Henvist af"), queryset=Organisation.objects.none(), required=False, empty_label=_("Ukendt")
    )
    referred_by_name = forms.CharField(label=_("Henvisende læges navn"), max_length=120, required=False)
    referred_by_phone = forms.CharField(
        label=_("Henvisende læges telefon"),
        help_text=_("Lad feltet stå tomt, hvis nummeret ikke vides."),
        max_length=20,
        required=False,
    )

    def offer_referrers(self) -> None:
        """Practices, the out-of-hours service and hospitals."""
        kinds = [kind.value for kind in _REFERS]
        found = Organisation.objects.filter(kind__in=kinds).select_related("root").order_by("kind", "name")
        self.fields["referred_by"].queryset = found  # type: ignore[attr-defined]

    def referrer(self) -> Referrer:
        """As the action takes it."""
        said = self.cleaned_data
        return Referrer(
            organisation=said.get("referred_by"),
            name=said.get("referred_by_name") or "",
            phone=said.get("referred_by_phone") or "",
        )


class CallOffForm(ActForm):
    """A planned stay that comes to nothing (RULES 2i V7)."""

    does = plans.CallOff
    reason = area(_("Hvorfor er indlæggelsen aflyst?"), help_text=_("De andre parter læser det."), most=300)


class PlannedForm(ReferrerFields, ActForm):
    """What was planned, said right; only for corrections, a new one is `NewPlanForm`."""

    does = plans.PlanAgain
    planned_at = MomentField(label=_("Planlagt tid"), meaning=Meaning.PLANNED)
    field_order = ("planned_at", "referred_by", "referred_by_name", "referred_by_phone")

    def prepare(self) -> None:
        """Who may have referred."""
        self.offer_referrers()

    def stated(self) -> StatedAct:
        """With the referrer."""
        return plans.PlanAgain(planned_at=self.cleaned_data["planned_at"], referrer=self.referrer())

    @classmethod
    def said(cls, event: JourneyEvent) -> Mapping[str, Any]:
        """What was said before."""
        at = event.payload.get("planned_at")
        return {**event.payload, "planned_at": datetime.fromisoformat(at) if at else None}


class PlannedStayOutcome(StrEnum):
    """What became of a planned stay that has not begun."""

    NO_SHOW = "no_show"
    CALLED_OFF = "called_off"
    NEW_TIME = "new_time"


class PlanOutcomeForm(ReferrerFields, ActForm):
    """The ward's answer about a stay to which nobody has come (V8)."""

    # Which of the three is done is chosen; all are of a stay that has not begun.
    does = plans.CallOff
    correctable = False
    outcome = forms.ChoiceField(
        label=_("Hvad er der sket?"),
        choices=[
            (PlannedStayOutcome.NO_SHOW.value, _("Borgeren kom ikke")),
            (PlannedStayOutcome.CALLED_OFF.value, _("Indlæggelsen er aflyst")),
            (PlannedStayOutcome.NEW_TIME.value, _("Der er aftalt en ny tid")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Aflyst: hvorfor?"), help_text=_("De andre parter læser det."), max_length=300, required=False
    )
    planned_at = MomentField(label=_("Ny tid"), meaning=Meaning.PLANNED, required=False)
    field_order = ("outcome", "reason", "planned_at", "referred_by", "referred_by_name", "referred_by_phone")

    def prepare(self) -> None:
        """Who may have referred."""
        self.offer_referrers()

    def stated(self) -> StatedAct:
        """The one that the answer chooses."""
        outcome = PlannedStayOutcome(self.cleaned_data["outcome"])
        if outcome is PlannedStayOutcome.NO_SHOW:
            return plans.NoteNoShow()
        if outcome is PlannedStayOutcome.CALLED_OFF:
            return plans.CallOff(reason=self.cleaned_data["reason"])
        return plans.PlanAgain(planned_at=self.cleaned_data["planned_at"], referrer=self.referrer())


class StayConfirmedForm(ActForm):
    """The ward was asked, and the citizen is still there (B26)."""

    does = ConfirmPresence


PLANNING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="aflys",
        name="call-off",
        form=CallOffForm,
        row="plan",
        label=_("Aflys indlæggelsen"),
        heading=_("Aflys den planlagte indlæggelse"),
        consequence=_("De andre parter får besked om, at borgeren ikke bliver indlagt, og hvorfor."),
        done=_("Indlæggelsen er aflyst."),
    ),
    ActSpec(
        slug="kom-ikke",
        name="plan-outcome",
        form=PlanOutcomeForm,
        row="plan",
        label=_("Kom ikke eller ny tid"),
        heading=_("Den planlagte indlæggelse"),
        consequence=_(
            "Kom borgeren ikke, slutter forløbet, og de andre parter får besked. En ny tid holder forløbet åbent. "
            "Er borgeren kommet, så indtast indlæggelsen i stedet."
        ),
        done=_("Svaret er gemt."),
    ),
    ActSpec(
        slug="er-her",
        name="still-here",
        form=StayConfirmedForm,
        row="contact",
        label=_("Er her stadig"),
        heading=_("Borgeren er her stadig"),
        consequence=_(
            "Det noteres, at borgeren er her. Går der derefter lang tid uden nyt, bliver I spurgt. Er borgeren "
            "udskrevet, så indtast udskrivelsen i stedet."
        ),
        done=_("Noteret, at borgeren er her stadig."),
    ),
)

PLANNING_ANSWERS: dict[str, str] = {"planned_stay_missed": "plan-outcome", "stay_silent": "still-here"}
