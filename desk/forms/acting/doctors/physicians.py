"""The named responsible doctor: appointed, offered, taken over (RULES 001-90, 2d S3b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import OrganisationField
from journeys.actions.acting.acts import Act
from journeys.actions.physicians import accept_handover, name_physician, offer_handover
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.organisations import wards_of


class NamePhysicianForm(ActForm):
    """Who has the overall responsibility now."""

    kind, permission = EventKind.PHYSICIAN_NAMED, Permission.APPOINT_RESPONSIBLE_PHYSICIAN
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

    def write(self, act: Act) -> None:
        """Through the action, which knows when a doctor can be named."""
        assert self.journey is not None
        chosen = self.cleaned_data["organisation"]
        name_physician(self.journey, name=self.cleaned_data["name"], organisation=chosen, act=act)


class OfferHandoverForm(ActForm):
    """To whom the responsibility is offered; nothing changes before it is accepted."""

    kind, permission = EventKind.HANDOVER_OFFERED, Permission.APPOINT_RESPONSIBLE_PHYSICIAN
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

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        chosen = self.cleaned_data["organisation"]
        offer_handover(self.journey, name=self.cleaned_data["name"], organisation=chosen, act=act)


class AcceptHandoverForm(ActForm):
    """The receiving doctor takes over from this moment."""

    kind, permission = EventKind.HANDOVER_ACCEPTED, Permission.ACCEPT_RESPONSIBLE_PHYSICIAN

    def write(self, act: Act) -> None:
        """Through the action, which knows whether anything was offered."""
        assert self.journey is not None
        accept_handover(self.journey, act=act)
