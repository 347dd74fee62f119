"""The named responsible doctor: appointed, offered, taken over (RULES 001-90, 2d S3b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import OrganisationField
from journeys.actions import physicians as acts
from journeys.models import Journey
from organisations.models import Organisation
from organisations.selectors.organisations import wards_of


class NamePhysicianForm(ActForm):
    """Who has the overall responsibility now."""

    does = acts.NamePhysician
    name = forms.CharField(label=_("Lægens navn"), max_length=120)
    organisation = OrganisationField(
        label=_("Afsnit"), queryset=Organisation.objects.none(), required=False, empty_label=_("Borgerens afsnit")
    )

    def prepare(self) -> None:
        """The hospital's own wards."""
        if self.journey is not None and self.journey.hospital is not None:
            self.fields["organisation"].queryset = wards_of(self.journey.hospital).select_related("root")  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The doctor named last."""
        return {"name": journey.physician_name, "organisation": journey.physician_organisation_id}


class OfferHandoverForm(ActForm):
    """To whom the responsibility is offered; nothing changes before it is accepted."""

    does = acts.OfferHandover
    name = forms.CharField(label=_("Lægens navn"), max_length=120)
    organisation = OrganisationField(
        label=_("Modtagende afsnit"), queryset=Organisation.objects.none(), empty_label=_("Vælg afsnit")
    )

    def prepare(self) -> None:
        """Every ward, also of other hospitals, where a transfer goes; those of the own hospital first."""
        home = self.journey.hospital_id if self.journey is not None else None
        elsewhere = Case(When(root=home, then=Value(0)), default=Value(1))
        wards = Organisation.objects.wards().select_related("root").order_by(elsewhere, "root__name", "name")
        self.fields["organisation"].queryset = wards  # type: ignore[attr-defined]


class AcceptHandoverForm(ActForm):
    """The receiving doctor takes over from this moment."""

    does = acts.AcceptHandover


PHYSICIAN_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="laege",
        name="physician",
        form=NamePhysicianForm,
        row="physician",
        label=_("Udpeg patientansvarlig"),
        heading=_("Udpeg patientansvarlig læge"),
        consequence=_("Lægen står som patientansvarlig fra nu af, for alle tre sektorer."),
        done=_("Den patientansvarlige læge er udpeget."),
    ),
    ActSpec(
        slug="overdrag",
        name="handover-offer",
        form=OfferHandoverForm,
        row="physician",
        label=_("Tilbyd en anden læge"),
        heading=_("Tilbyd patientansvaret til en anden læge"),
        consequence=_(
            "Det modtagende afsnit kan se forløbet fra nu af og får besked om 30 sekunder. "
            "Ansvaret flytter først, når en læge dér har overtaget det."
        ),
        done=_("Overdragelsen er tilbudt. Ansvaret er ikke flyttet endnu."),
    ),
    ActSpec(
        slug="overtag",
        name="handover-accept",
        form=AcceptHandoverForm,
        row="physician",
        label=_("Overtag patientansvaret"),
        heading=_("Overtag patientansvaret"),
        consequence=_("Patientansvaret flytter nu. Den afgivende afdeling får besked om 30 sekunder."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Patientansvaret er overtaget."),
    ),
)
