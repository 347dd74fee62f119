"""The stay itself: place, speciality, admission type, and contacts entered by hand when messages fail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, AskedTwiceForm, HappenedForm
from desk.forms.checked import CONFIRM
from desk.forms.fields import OrganisationField
from desk.selectors.lists.marks import is_bed_taken
from journeys.actions import statements
from journeys.actions.acting.acts import Act
from journeys.actions.acting.moving import beginning_of
from journeys.actions.acting.whereabouts import check_death_at_home
from journeys.actions.refusals import Refused
from journeys.actions.stays.contacts import enter_contact, refuse_problem
from journeys.domain.events import EventKind
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.entry import moved_problem
from journeys.domain.state.status import AdmissionType
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.organisations import wards_of


class PlaceForm(ActForm):
    """Ward and bed; a move within the hospital that no message tells."""

    does = statements.PlaceCitizen
    provider = OrganisationField(label=_("Afsnit"), queryset=Organisation.objects.none(), empty_label=_("Vælg afsnit"))
    bed = forms.CharField(label=_("Seng"), max_length=20, required=False)
    # Asked only when somebody else is said to lie there (B28).
    shared = forms.BooleanField(label=_("Ja, der ligger to i sengen, eller den anden er flyttet"), required=False)

    def prepare(self) -> None:
        """The wards of the hospital that the citizen lies in, else of one's own."""
        if not self.is_bound:
            self.fields["shared"].widget = forms.HiddenInput()
        house = (self.journey and self.journey.hospital) or self.asker.unit
        if house is not None:
            self.fields["provider"].queryset = wards_of(house).select_related("root").order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Where the citizen lies."""
        return {"provider": journey.ward_id, "bed": journey.bed}

    def clean(self) -> dict[str, Any]:
        """A bed is seldom shared: a mistyped number is noticed before it is saved."""
        said = super().clean() or self.cleaned_data
        ward, bed = said.get("provider"), said.get("bed") or ""
        taken = (
            self.journey is not None
            and ward is not None
            and is_bed_taken(ward.pk, bed, citizen_id=self.journey.citizen_id)
        )
        if not taken:
            self.fields["shared"].widget = forms.HiddenInput()
        elif not said.get("shared"):
            sentence = gettext(
                "En anden borger er registreret i seng %(bed)s. Sæt kryds, hvis det er rigtigt, og gem igen."
            )
            self.add_error("shared", forms.ValidationError(sentence % {"bed": bed.strip()}, code=CONFIRM))
        return said

    def statement(self) -> dict[str, Any]:
        """How the question about the bed was answered is no part of what is said."""
        return {name: value for name, value in super().statement().items() if name != "shared"}


class SpecialityForm(ActForm):
    """Somatic or psychiatric, when neither ward nor hospital says."""

    does = statements.StateSpeciality
    speciality = forms.ChoiceField(
        label=_("Speciale"),
        choices=[("somatic", _("Somatik")), ("psychiatric", _("Psykiatri"))],
        widget=forms.RadioSelect,
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What is known."""
        return {"speciality": journey.speciality}


class AdmissionTypeForm(ActForm):
    """Acute or planned."""

    does = statements.StateAdmissionType
    admission_type = forms.ChoiceField(
        label=_("Indlæggelsen er"),
        choices=[(AdmissionType.ACUTE.value, _("Akut")), (AdmissionType.PLANNED.value, _("Planlagt"))],
        widget=forms.RadioSelect,
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What is known."""
        return {"admission_type": journey.admission_type}


class ContactForm(HappenedForm):
    """A contact by hand; the action judges the order of things."""

    permission = Permission.ENTER_CONTACT

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """The hospital that holds the contact; a death elsewhere takes a doctor."""
        assert cls.kind is not None
        return contact_right(cls.kind, journey.status_value)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Now, unless said otherwise."""
        return {"occurred_at": now}

    def payload(self) -> dict[str, Any]:
        """A correction moves the time and leaves the rest."""
        return {}

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """Nothing ends before it began, also when it is said right."""
        if at != event.occurred_at:
            refuse_problem(moved_problem(EventKind(event.kind), at, beginning_of(event)))

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.kind is not None
        assert self.journey is not None
        recorded = enter_contact(
            self.journey,
            self.kind,
            occurred_at=self.cleaned_data["occurred_at"],
            act=act,
            ward=self.cleaned_data.get("ward"),
        )
        self.waits = recorded.event.kind == EventKind.STAY_CLAIMED


class ArrivalForm(ContactForm):
    """A contact that begins somewhere."""

    ward = OrganisationField(
        label=_("Afsnit"), queryset=Organisation.objects.none(), required=False, empty_label=_("Borgerens afsnit")
    )

    def prepare(self) -> None:
        """Of the hospital that has the citizen, else of one's own, else any."""
        house = (self.journey and self.journey.hospital) or None
        wards = wards_of(house) if house else Organisation.objects.wards()
        self.fields["ward"].queryset = wards.select_related("root").order_by("name")  # type: ignore[attr-defined]


class AdmittedForm(ArrivalForm):
    """Admitted to a bed."""

    kind = EventKind.ADMITTED


class ArrivedForm(ArrivalForm):
    """Came acutely, not admitted."""

    kind = EventKind.ACUTE_ARRIVED


class LeaveForm(ContactForm):
    """On leave."""

    kind = EventKind.LEAVE_STARTED


class ReturnForm(ContactForm):
    """Back from leave."""

    kind = EventKind.LEAVE_ENDED


class DiedForm(AskedTwiceForm, ContactForm):
    """Died."""

    asks = _("Ja, %(name)s er død.")

    kind = EventKind.DIED

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """A death at home is not moved into a stay, which another side answers for, nor one after a stay before it."""
        if self.journey is None or at == event.occurred_at:
            return
        if event.payload.get("at_home"):
            check_death_at_home(self.journey, at, by=self.asker.user)
        elif self._went_home() and self.journey.arrived_at and at < self.journey.arrived_at:
            raise Refused("entry.death_in_stay", field="occurred_at")

    def _went_home(self) -> bool:
        """Whether a discharge was told before the death, so that the wrong time is not that of the admission (B13)."""
        assert self.journey is not None
        return self.journey.placements.filter(event__kind=EventKind.DISCHARGED.value, voided=False).exists()
