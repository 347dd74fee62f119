"""Acts that begin a journey: a planned stay, and an admission or acute arrival whose message never came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.acting.planning.waiting import ReferrerFields
from desk.forms.fields import CprField, MomentField, OrganisationField
from journeys.actions.acting.acts import Act
from journeys.actions.citizens import citizen_by_cpr, citizen_by_name
from journeys.actions.events import Recorded, journey_of_event
from journeys.actions.stays.contacts import PlannedStay, enter_stay, plan_stay
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import EventKind
from journeys.domain.state.status import AdmissionType
from journeys.models import Citizen, Journey, JourneyEvent
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.organisations import wards_of


class BeginningForm(ActForm):
    """Who and where; the CPR number travels by POST only (DESIGN §6)."""

    cpr = CprField(
        label=_("CPR-nummer"),
        help_text=_("Er nummeret ukendt, så skriv navnet i stedet."),
        max_length=11,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    given_names = forms.CharField(label=_("Fornavne"), max_length=120, required=False)
    family_name = forms.CharField(label=_("Efternavn"), max_length=120, required=False)
    ward = OrganisationField(label=_("Afsnit"), queryset=Organisation.objects.none(), empty_label=_("Vælg afsnit"))
    municipality = OrganisationField(
        label=_("Bopælskommune"),
        queryset=Organisation.objects.of_kind(OrganisationKind.MUNICIPALITY).order_by("name"),
        required=False,
        empty_label=_("Ukendt"),
    )

    def prepare(self) -> None:
        """A hospital's own wards first of all; one's own ward and municipality are the likely ones."""
        unit = self.asker.unit
        in_hospital = unit is not None and unit.kind in HOSPITAL_KINDS
        wards = wards_of(unit) if in_hospital and unit else Organisation.objects.wards()
        self.fields["ward"].queryset = wards.select_related("root").order_by("root__name", "name")  # type: ignore[attr-defined]
        if in_hospital and unit:
            self.fields["ward"].initial = unit.pk
        elif unit is not None and unit.kind in MUNICIPAL_KINDS:
            # A municipality speaks for itself only (DESIGN §6).
            own = Organisation.objects.filter(pk=unit.root_id or unit.pk)
            self.fields["municipality"].queryset = own  # type: ignore[attr-defined]
            self.fields["municipality"].initial = unit.root_id or unit.pk

    @property
    def cpr_of_citizen(self) -> str:
        """As it was just typed."""
        return str(self.cleaned_data.get("cpr") or "")

    def clean(self) -> dict[str, Any]:
        """A number or a name."""
        said = super().clean() or self.cleaned_data
        if "cpr" not in self.errors and not said.get("cpr") and not said.get("family_name"):
            raise forms.ValidationError(_("Skriv CPR-nummeret eller i det mindste efternavnet."))
        return said

    def perform(self, act: Act, *, why_not: Callable[[Journey, datetime], str] | None = None) -> bool:
        """A repeated call finds what the first one made."""
        stood = super().perform(act, why_not=why_not)
        if stood:
            event = JourneyEvent.objects.get(source_ref=act.source_ref)
            self.recorded = Recorded(event, journey_of_event(event), duplicate=True)
        return stood

    @transaction.atomic
    def write(self, act: Act) -> None:
        """Finds or makes the citizen and records the first event."""
        self.recorded = self.begin(act)

    def begin(self, act: Act) -> Recorded:
        """The first event."""
        raise NotImplementedError

    def citizen(self) -> Citizen:
        """By number, else a new one by name."""
        said = self.cleaned_data
        names = {"given_names": said["given_names"], "family_name": said["family_name"]}
        return citizen_by_cpr(said["cpr"], **names) if said["cpr"] else citizen_by_name(**names)

    def names(self) -> dict[str, str]:
        """As they were typed."""
        return {name: self.cleaned_data[name].strip() for name in ("given_names", "family_name")}

    def municipality_named(self) -> Organisation | None:
        """The one that was chosen; a municipality that enters something is itself one of the two sides."""
        chosen: Organisation | None = self.cleaned_data["municipality"]
        unit = self.asker.unit
        if chosen is None and unit is not None and unit.kind in MUNICIPAL_KINDS:
            return unit.root or unit
        return chosen

    @property
    def journey_id(self) -> UUID | None:
        """Where it led."""
        return self.recorded.journey.pk if self.recorded.journey else None


class NewPlanForm(ReferrerFields, BeginningForm):
    """A planned stay: ward, time, municipality (RULES 001-03)."""

    permission = Permission.ENTER_PLANNED_STAY
    planned_at = MomentField(label=_("Planlagt tid"), meaning=Meaning.PLANNED)
    field_order = ("cpr", "given_names", "family_name", "ward", "planned_at", "municipality", "referred_by")

    def prepare(self) -> None:
        """And who may have referred."""
        super().prepare()
        self.offer_referrers()

    def begin(self, act: Act) -> Recorded:
        """Through the action."""
        said = self.cleaned_data
        stay = PlannedStay(
            planned_at=said["planned_at"],
            ward=said["ward"],
            municipality=said["municipality"],
            admission_type=AdmissionType.PLANNED,
            referrer=self.referrer(),
            names=self.names(),
        )
        return plan_stay(self.citizen(), stay, act=act)


class NewContactForm(BeginningForm, HappenedForm):
    """A contact whose message is missing."""

    permission = Permission.ENTER_MANUAL_JOURNEY
    field_order = ("cpr", "given_names", "family_name", "ward", "occurred_at", "municipality")

    def begin(self, act: Act) -> Recorded:
        """Through the action."""
        assert self.kind is not None
        said = self.cleaned_data
        at: datetime = said["occurred_at"]
        return enter_stay(
            self.citizen(),
            self.kind,
            occurred_at=at,
            act=act,
            ward=said["ward"],
            municipality=self.municipality_named(),
            names=self.names(),
        )


class NewAdmissionForm(NewContactForm):
    """Admitted to a bed."""

    kind = EventKind.ADMITTED


class NewArrivalForm(NewContactForm):
    """Came acutely, not admitted."""

    kind = EventKind.ACUTE_ARRIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginningSpec:
    """One way to begin a journey; `slug` on screen, `name` in the API."""

    slug: str
    name: str
    form: type[BeginningForm]
    label: Promise
    heading: Promise
    consequence: Promise
    done: Promise
    told: str = ""


_BY_HAND = _(
    "Indtast kun, når beskeden fra hospitalet mangler. Egen læge får besked om 30 sekunder, og kommunen, hvis borgeren "
    "får hjælp fra den. "
    "Kommer beskeden senere, lægges den til samme forløb."
)
BEGINNINGS: tuple[BeginningSpec, ...] = (
    BeginningSpec(
        slug="planlagt",
        name="planned",
        form=NewPlanForm,
        label=_("Planlæg indlæggelse"),
        heading=_("Planlagt indlæggelse"),
        consequence=_(
            "Forløbet begynder nu som planlagt. Kommunen får besked om 30 sekunder, hvis borgeren får hjælp fra den."
        ),
        done=_("Indlæggelsen er planlagt."),
    ),
    BeginningSpec(
        slug="indlagt",
        name="admitted",
        form=NewAdmissionForm,
        label=_("Indtast indlæggelse"),
        heading=_("Indlæggelse indtastet manuelt"),
        consequence=_BY_HAND,
        done=_("Indlæggelsen er gemt som indtastet manuelt."),
    ),
    BeginningSpec(
        slug="akut",
        name="arrived",
        form=NewArrivalForm,
        label=_("Indtast akut modtagelse"),
        heading=_("Akut modtagelse indtastet manuelt"),
        consequence=_BY_HAND,
        done=_("Modtagelsen er gemt som indtastet manuelt."),
    ),
)
BEGINNING_BY_SLUG = {spec.slug: spec for spec in BEGINNINGS}
BEGINNING_BY_NAME = {spec.name: spec for spec in BEGINNINGS}
