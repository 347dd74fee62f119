"""The municipal acute function: referred, taken over, ended (RULES 2d S8, S9)."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import OrganisationField
from discharge.acute_function import acts
from discharge.acute_function.acts import GP, HOSPITAL, OUT_OF_HOURS, referrer_of
from organisations.domain.kinds import UnitFunction
from organisations.domain.roles import Role
from organisations.models import Organisation

REFERRER_WORDS: dict[str, Promise] = {
    GP: _("Egen læge (også stedfortræder)"),
    OUT_OF_HOURS: _("Lægevagten"),
    HOSPITAL: _("Hospitalet"),
}


class StartForm(ActForm):
    """Who referred decides who is responsible."""

    does = acts.StartAcuteFunction
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


class OfferTakeoverForm(ActForm):
    """The other side is asked to take over."""

    does = acts.OfferTakeover
    correctable = False
    to = forms.ChoiceField(
        label=_("Hvem skal overtage?"),
        choices=[(HOSPITAL, _("Hospitalet")), (GP, _("Egen læge"))],
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        """The side that is not responsible now."""
        other = acts.other_side(self.journey) if self.journey is not None else None
        if other is not None:
            field = self.fields["to"]
            field.choices = [choice for choice in field.choices if choice[0] == other]  # type: ignore[attr-defined]
            field.initial = other


class AcceptTakeoverForm(ActForm):
    """The asked side takes over now."""

    does = acts.AcceptTakeover
    correctable = False


class NameAcuteForm(ActForm):
    """The hospital names the doctor who is responsible while its acute function runs."""

    does = acts.NameAcutePhysician
    correctable = False
    name = forms.CharField(label=_("Lægens navn"), max_length=120)


class EndForm(ActForm):
    """The unit has ended the course."""

    does = acts.EndAcuteFunction
    correctable = False


class TreatmentOverForm(ActForm):
    """The hospital's treatment is over."""

    does = acts.EndTreatment
    correctable = False


ACUTE_FUNCTION_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="akutfunktion",
        name="start-acute-function",
        form=StartForm,
        row="acute",
        label=_("Henvis til akutfunktionen"),
        heading=_("Henvis borgeren til kommunens akutfunktion"),
        consequence=_(
            "Henviser egen læge eller lægevagten, er egen læge patientansvarlig. Henviser hospitalet, har "
            "hospitalslægen ansvaret døgnet rundt, til behandlingen er slut og borgeren afsluttet."
        ),
        done=_("Borgeren er henvist til akutfunktionen."),
    ),
    ActSpec(
        slug="akutfunktion-laege",
        name="name-acute-physician",
        form=NameAcuteForm,
        row="acute",
        label=_("Udpeg læge for akutfunktionen"),
        heading=_("Udpeg patientansvarlig hospitalslæge"),
        consequence=_("Lægen står som patientansvarlig døgnet rundt, så længe hospitalet har ansvaret."),
        done=_("Lægen er udpeget."),
    ),
    ActSpec(
        slug="tilbyd-overtagelse",
        name="offer-takeover",
        form=OfferTakeoverForm,
        row="acute",
        label=_("Tilbyd overtagelse"),
        heading=_("Tilbyd den anden side at overtage ansvaret"),
        consequence=_("Intet ændres, før den anden side har overtaget. Indtil da bliver ansvaret, hvor det er."),
        done=_("Overtagelsen er tilbudt. Ansvaret er ikke flyttet endnu."),
    ),
    ActSpec(
        slug="overtag-akutfunktion",
        name="accept-takeover",
        form=AcceptTakeoverForm,
        row="acute",
        label=_("Overtag ansvaret"),
        heading=_("Overtag ansvaret for borgeren i akutfunktionen"),
        consequence=_("Ansvaret flytter nu, uden ophold."),
        done=_("Ansvaret er overtaget."),
    ),
    ActSpec(
        slug="behandling-slut",
        name="treatment-over",
        form=TreatmentOverForm,
        row="acute",
        label=_("Behandlingen er slut"),
        heading=_("Hospitalets behandling er slut"),
        consequence=_("Hospitalet har ansvaret, til borgeren også er afsluttet i akutfunktionen."),
        done=_("Noteret, at behandlingen er slut."),
    ),
    ActSpec(
        slug="akutfunktion-slut",
        name="end-acute-function",
        form=EndForm,
        row="acute",
        label=_("Afslut i akutfunktionen"),
        heading=_("Afslut borgeren i akutfunktionen"),
        consequence=_("Har hospitalet henvist, har det ansvaret, til dets behandling også er slut."),
        done=_("Borgeren er afsluttet i akutfunktionen."),
    ),
)


ACUTE_FUNCTION_ANSWERS: dict[str, str] = {
    "accept_takeover": "accept-takeover",
    "state_referrer": "start-acute-function",
    "name_acute_physician": "name-acute-physician",
}
