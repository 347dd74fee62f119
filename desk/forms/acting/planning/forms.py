"""A stay that has not begun: who referred, another time, called off, nobody came (RULES 2d S1; 2i V7, V8)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import MomentField, OrganisationField
from journeys.actions.acting.acts import Act, Refused
from journeys.actions.stays import Referrer, call_off_stay, note_no_show, plan_again, refuse_problem
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import EventKind
from journeys.domain.state.entry import plan_problem
from journeys.models import JourneyEvent
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission
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

    kind, permission = EventKind.ADMISSION_CALLED_OFF, Permission.ENTER_PLANNED_STAY
    reason = forms.CharField(
        label=_("Hvorfor er indlæggelsen aflyst?"),
        help_text=_("De andre parter læser det."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        call_off_stay(self.journey, reason=self.cleaned_data["reason"], act=act)


class PlannedForm(ReferrerFields, ActForm):
    """What was planned, said right; only for corrections, a new one is `NewPlanForm`."""

    kind, permission = EventKind.ADMISSION_DECIDED, Permission.ENTER_PLANNED_STAY
    planned_at = MomentField(label=_("Planlagt tid"), meaning=Meaning.PLANNED)
    field_order = ("planned_at", "referred_by", "referred_by_name", "referred_by_phone")

    def prepare(self) -> None:
        """Who may have referred."""
        self.offer_referrers()

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """A plan lay ahead when it was made."""
        refuse_problem(plan_problem(self.cleaned_data["planned_at"], now=event.occurred_at))

    def payload(self) -> dict[str, Any]:
        """ISO 8601, and the referrer."""
        return {"planned_at": self.cleaned_data["planned_at"].isoformat(), **self.referrer().said()}

    @classmethod
    def said(cls, event: JourneyEvent) -> Mapping[str, Any]:
        """What was said before."""
        at = event.payload.get("planned_at")
        return {**event.payload, "planned_at": datetime.fromisoformat(at) if at else None}


class Outcome(StrEnum):
    """What became of a planned stay that has not begun."""

    NO_SHOW = "no_show"
    CALLED_OFF = "called_off"
    NEW_TIME = "new_time"


class PlanOutcomeForm(ReferrerFields, ActForm):
    """The ward's answer about a stay to which nobody has come (V8)."""

    permission = Permission.ENTER_PLANNED_STAY
    outcome = forms.ChoiceField(
        label=_("Hvad er der sket?"),
        choices=[
            (Outcome.NO_SHOW.value, _("Borgeren kom ikke")),
            (Outcome.CALLED_OFF.value, _("Indlæggelsen er aflyst")),
            (Outcome.NEW_TIME.value, _("Der er aftalt en ny tid")),
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

    def write(self, act: Act) -> None:
        """Through the action that the answer chooses."""
        assert self.journey is not None
        said = self.cleaned_data
        outcome = Outcome(said["outcome"])
        if outcome is Outcome.NO_SHOW:
            note_no_show(self.journey, act=act)
        elif outcome is Outcome.CALLED_OFF:
            call_off_stay(self.journey, reason=said["reason"], act=act)
        elif said["planned_at"] is None:
            raise Refused("entry.plan_time_missing", field="planned_at")
        else:
            plan_again(self.journey, planned_at=said["planned_at"], referrer=self.referrer(), act=act)


class StayConfirmedForm(ActForm):
    """The ward was asked, and the citizen is still there (B26)."""

    kind, permission = EventKind.STAY_CONFIRMED, Permission.STATE_STAY
