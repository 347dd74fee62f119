"""How a discharge went: home, another hospital, against advice; and the ward's answers about it (RULES 2i V4, V8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, AskedTwiceForm
from desk.forms.acting.spec import ActSpec, stands
from desk.forms.acting.stay import ContactForm
from desk.forms.fields import AnswerField
from discharge.agreement.selectors import kept_story
from discharge.extended_responsibility.selectors.windows import region_missing
from discharge.models import ExtendedResponsibility
from journeys.actions.acting.acts import Act
from journeys.actions.statements import StateDeparture
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.domain.history.departures import STATED, EndedBy, last_departure
from journeys.domain.state.status import IN_HOSPITAL
from journeys.event_sentences import REGION_WORDS
from journeys.models import Journey
from organisations.domain.permissions import Permission

_WAYS = {
    EndedBy.DISCHARGED: _("Borgeren er udskrevet"),
    EndedBy.TRANSFERRED: _("Borgeren er overflyttet til et andet hospital"),
    EndedBy.LEFT_AGAINST_ADVICE: _("Borgeren har udskrevet sig mod lægeligt råd"),
}


class DepartureFields(forms.Form):
    """The two questions; programs that leave them out say a plain discharge."""

    ended_by = forms.ChoiceField(
        label=_("Hvordan sluttede opholdet?"),
        choices=[(way.value, _WAYS[way]) for way in STATED],
        widget=forms.RadioSelect,
        required=False,
        initial=EndedBy.DISCHARGED.value,
    )
    medically_ready = AnswerField(
        label=_("Mod lægeligt råd: var borgeren færdigbehandlet?"),
        help_text=_("Svar kun, hvis borgeren udskrev sig mod lægeligt råd. Svaret afgør, om de 72 timer gælder."),
        required=False,
    )

    def departure(self) -> dict[str, Any]:
        """What the event says of it; the second answer belongs to the third way only."""
        way = EndedBy(self.cleaned_data.get("ended_by") or EndedBy.DISCHARGED)
        ready = self.cleaned_data.get("medically_ready")
        said: dict[str, Any] = {"ended_by": way.value}
        if way is EndedBy.LEFT_AGAINST_ADVICE and ready is not None:
            said["medically_ready"] = ready
        return said


class DischargedForm(DepartureFields, AskedTwiceForm, ContactForm):
    """The stay is over."""

    kind = EventKind.DISCHARGED
    asks = _("Ja, %(name)s er udskrevet.")
    field_order = ("occurred_at", "ended_by", "medically_ready")

    def payload(self) -> dict[str, Any]:
        """A correction says again how it went."""
        return self.departure()

    def write(self, act: Act) -> None:
        """Through the action; a plain discharge is left unsaid, so that a bed elsewhere still makes it a transfer."""
        assert self.journey is not None
        said = self.departure()
        enter_contact(
            self.journey,
            EventKind.DISCHARGED,
            occurred_at=self.cleaned_data["occurred_at"],
            act=act,
            said={} if said["ended_by"] == EndedBy.DISCHARGED else said,
        )


class DepartureForm(DepartureFields, ActForm):
    """How the last discharge went, said afterwards: a message does not tell it."""

    does = StateDeparture

    def prepare(self) -> None:
        """Here it is the question itself."""
        self.fields["ended_by"].required = True

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What holds now."""
        departure = last_departure(kept_story(journey))
        if departure is None:
            return {}
        return {"ended_by": departure.ended_by.value, "medically_ready": departure.medically_ready}


class RegionForm(ActForm):
    """Which region the ward lies in, while reference data has none."""

    kind, permission = EventKind.REGION_STATED, Permission.STATE_STAY
    region = forms.ChoiceField(
        label=_("Afdelingen ligger i"),
        help_text=_("De 72 timer gælder kun udskrivelser fra hospitaler i Region Midtjylland."),
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        """The five regions."""
        self.fields["region"].choices = list(REGION_WORDS.items())  # type: ignore[attr-defined]


def _region_missing(journey: Journey) -> bool:
    """Read with the page's windows (the panel of the 72 hours); elsewhere asked of the database."""
    kept: dict[str, bool] = journey.__dict__
    if "_region_missing" not in kept:
        kept["_region_missing"] = region_missing(ExtendedResponsibility.objects.filter(journey=journey), journey)
    return kept["_region_missing"]


def _region_asked(journey: Journey) -> bool:
    return stands(journey) and _region_missing(journey)


DEPARTURE_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="udskrevet",
        name="discharged",
        form=DischargedForm,
        row="contact",
        label=_("Udskrevet"),
        heading=_("Borgeren er udskrevet"),
        consequence=_(
            "Indtast kun, når beskeden fra hospitalet mangler. De andre parter får besked om 30 sekunder, "
            "og de 72 timer regnes fra tidspunktet."
        ),
        done=_("Gemt som indtastet manuelt."),
        when=lambda journey: journey.status_value in IN_HOSPITAL,
    ),
    ActSpec(
        slug="udskrivningsmaade",
        name="departure",
        form=DepartureForm,
        row="departure",
        label=_("Oplys, hvordan opholdet sluttede"),
        heading=_("Hvordan sluttede opholdet?"),
        consequence=_(
            "Efter en overflytning skal der ikke sendes epikrise, og de 72 timer begynder ikke. Har borgeren udskrevet "
            "sig mod lægeligt råd, skal epikrisen sendes."
        ),
        done=_("Gemt, hvordan opholdet sluttede."),
    ),
    ActSpec(
        slug="region",
        name="region",
        form=RegionForm,
        row="region",
        label=_("Oplys region"),
        heading=_("Afdelingens region"),
        consequence=_("Svaret afgør, om afdelingen svarer i 72 timer efter udskrivelsen."),
        done=_("Regionen er gemt."),
        when=_region_asked,
    ),
)

DEPARTURE_ANSWERS: dict[str, str] = {
    "state_readiness": "departure",
    "state_region": "region",
    "confirm_transfer": "departure",
}
