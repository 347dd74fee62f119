"""The municipal acute function: referred, taken over, ended (RULES 2d S8, S9)."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import OrganisationField
from discharge.acute_function.actions import (
    GP,
    HOSPITAL,
    OUT_OF_HOURS,
    accept_takeover,
    end_acute_function,
    end_treatment,
    name_acute_physician,
    offer_takeover,
    referrer_of,
    start_acute_function,
)
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind
from organisations.domain.kinds import UnitFunction
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import Organisation

REFERRER_WORDS: dict[str, Promise] = {
    GP: _("Egen læge (også stedfortræder)"),
    OUT_OF_HOURS: _("Lægevagten"),
    HOSPITAL: _("Hospitalet"),
}


class StartForm(ActForm):
    """Who referred decides who is responsible."""

    kind, permission = EventKind.ACUTE_FUNCTION_STARTED, Permission.START_ACUTE_FUNCTION
    correctable = False
    referred_by = forms.ChoiceField(label=_("Henvist af"), widget=forms.RadioSelect)
    unit = OrganisationField(
        label=_("Akutfunktion"), queryset=Organisation.objects.none(), required=False, empty_label=_("Ikke oplyst")
    )
    physician = forms.CharField(
        label=_("Patientansvarlig hospitalslæge"),
        help_text=_("Kun når hospitalet henviser. Lægen har ansvaret døgnet rundt."),
        max_length=120,
        required=False,
    )

    def prepare(self) -> None:
        """One's own referral, and the units of the citizen's municipality."""
        own = referrer_of(self.asker.role)
        words = {own: REFERRER_WORDS[own]} if own else REFERRER_WORDS
        self.fields["referred_by"].choices = list(words.items())  # type: ignore[attr-defined]
        self.fields["referred_by"].initial = own
        if self.asker.role is Role.HOSPITAL_DOCTOR:
            self.fields["physician"].initial = self.asker.user.name
        elif own is not None:
            del self.fields["physician"]
        if self.journey is not None and self.journey.municipality is not None:
            units = Organisation.objects.under(self.journey.municipality.pk).select_related("root")
            acute = units.filter(function=UnitFunction.ACUTE_FUNCTION.value)
            self.fields["unit"].queryset = acute if acute.exists() else units.exclude(kind="social_unit")  # type: ignore[attr-defined]

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        start_acute_function(
            self.journey,
            referred_by=said["referred_by"],
            unit=said["unit"],
            physician=said.get("physician", ""),
            act=act,
        )


class OfferTakeoverForm(ActForm):
    """The other side is asked to take over."""

    permission = Permission.START_ACUTE_FUNCTION
    correctable = False
    to = forms.ChoiceField(
        label=_("Hvem skal overtage?"),
        choices=[(HOSPITAL, _("Hospitalet")), (GP, _("Egen læge"))],
        widget=forms.RadioSelect,
    )

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        offer_takeover(self.journey, to=self.cleaned_data["to"], act=act)


class AcceptTakeoverForm(ActForm):
    """The asked side takes over now."""

    permission = Permission.TAKE_OVER_ACUTE_FUNCTION
    correctable = False

    def write(self, act: Act) -> None:
        """Through the action; a hospital doctor who accepts is the one named."""
        assert self.journey is not None
        accept_takeover(self.journey, act=act)


class NameAcuteForm(ActForm):
    """The hospital names the doctor who is responsible while its acute function runs."""

    permission = Permission.APPOINT_RESPONSIBLE_PHYSICIAN
    correctable = False
    name = forms.CharField(label=_("Lægens navn"), max_length=120)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        name_acute_physician(self.journey, name=self.cleaned_data["name"], act=act)


class EndForm(ActForm):
    """The unit has ended the course."""

    permission = Permission.START_ACUTE_FUNCTION
    correctable = False

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        end_acute_function(self.journey, act=act)


class TreatmentOverForm(ActForm):
    """The hospital's treatment is over."""

    permission = Permission.TAKE_OVER_ACUTE_FUNCTION
    correctable = False

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        end_treatment(self.journey, act=act)
