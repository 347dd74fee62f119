"""Facts about the citizen that hold beyond one journey: affiliations, practice, municipality, relatives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import AnswerField, DayField, MomentField, OrganisationField, area
from journeys.actions.acting.acts import Act, check_version
from journeys.actions.relatives import RelativeFacts, save_relative
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.citizen.citizen_facts import Affiliation, facts_at
from journeys.domain.events import EventKind
from journeys.domain.history.history import History
from journeys.models import Journey, JourneyEvent
from journeys.sentences import refused_sentence
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.organisations import gp_practices

_IS_PHONE = RegexValidator(r"^\+?([ ()./-]*[0-9]){8,15}[ ()./-]*$", _("Skriv et telefonnummer med mindst otte cifre."))
DETAILS = (Affiliation.COMMUNITY_NURSING, Affiliation.ELDER_CARE, Affiliation.NURSING_HOME, Affiliation.SOCIAL)


def begun(journey: Journey, now: datetime) -> datetime:
    """When a journey began; what is said of the citizen is usually true from then on."""
    return journey.arrived_at or now


class AffiliationsForm(ActForm):
    """What ties the citizen to municipal care; an empty answer leaves things as they are."""

    kind, permission = EventKind.AFFILIATION_STATED, Permission.STATE_AFFILIATION
    at_field = "valid_from"
    community_nursing = AnswerField(label=_("Kommunal sygepleje"), required=False)
    elder_care = AnswerField(label=_("Ældrepleje (hjemmehjælp)"), required=False)
    nursing_home = AnswerField(label=_("Bor på plejehjem"), required=False)
    social = AnswerField(label=_("Socialområdet"), required=False)
    municipal_services = AnswerField(
        label=_("Får borgeren nogen hjælp fra kommunen?"),
        help_text=_("Nej betyder, at kommunen ikke længere ser forløbet."),
        required=False,
    )
    valid_from = DayField(label=_("Gælder fra"), meaning=Meaning.HOLDS_FROM)

    def prepare(self) -> None:
        """Each question says what is known now."""
        if self.journey is None:
            return
        stated = JourneyEvent.objects.of_citizen(self.journey.citizen_id).filter(
            kind=EventKind.AFFILIATION_STATED.value
        )
        known = facts_at(History(event.as_record() for event in stated), None)
        for each in Affiliation:
            value = known.municipal_services if each is Affiliation.MUNICIPAL_SERVICES else known.affiliations.get(each)
            now = {True: _("Nu: ja."), False: _("Nu: nej."), None: _("Nu: ukendt.")}[value]
            self.fields[each.value].help_text = " ".join(
                filter(None, (str(now), str(self.fields[each.value].help_text)))
            )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """From the day the stay began, unless something is known already."""
        return {"valid_from": begun(journey, now) if journey.municipal_services is None else now}

    def clean(self) -> dict[str, Any]:
        """Somebody without help gets none of its kinds; nothing said is nothing to save."""
        said = super().clean() or self.cleaned_data
        if said.get("municipal_services") is False and any(said.get(each.value) for each in DETAILS):
            raise forms.ValidationError(_("Borgeren kan ikke både være uden hjælp og få en af delene."))
        if not self.errors and not any(self.data.get(each.value) not in (None, "") for each in Affiliation):
            raise forms.ValidationError(refused_sentence("affiliation.nothing_changed"))
        return said

    @transaction.atomic
    def write(self, act: Act) -> None:
        """One event per answer; services first, so that the details hold after it."""
        assert self.journey is not None
        check_version(self.journey, act)
        for affiliation in (Affiliation.MUNICIPAL_SERVICES, *DETAILS):
            if self.data.get(affiliation.value) in (None, ""):
                continue
            payload = {"affiliation": affiliation.value, "value": self.cleaned_data[affiliation.value]}
            self.state(payload, act.part(affiliation.value))


class AffiliationForm(ActForm):
    """One affiliation, to be corrected."""

    kind, permission = EventKind.AFFILIATION_STATED, Permission.STATE_AFFILIATION
    at_field = "valid_from"
    value = AnswerField(label=_("Får borgeren det?"))
    valid_from = DayField(label=_("Gælder fra"), meaning=Meaning.HOLDS_FROM)

    def payload(self) -> dict[str, Any]:
        """Not known is an answer too."""
        return {"value": self.cleaned_data["value"]}


class CitizenPracticeForm(ActForm):
    """The citizen's practice, or none (RULES 2d: missing egen læge is an alert)."""

    kind, permission = EventKind.GP_STATED, Permission.STATE_GP
    at_field = "valid_from"
    organisation = OrganisationField(
        label=_("Egen læge"), queryset=Organisation.objects.none(), required=False, empty_label=_("Vælg praksis")
    )
    none = forms.BooleanField(label=_("Borgeren har ingen egen læge"), required=False)
    valid_from = DayField(label=_("Gælder fra"), meaning=Meaning.HOLDS_FROM)

    def prepare(self) -> None:
        """All practices; those of the citizen's municipality would hide a practice across the border."""
        self.fields["organisation"].queryset = gp_practices().select_related("root").order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What is known."""
        return {
            "organisation": journey.gp_practice_id,
            "none": journey.has_no_practice,
            "valid_from": now if journey.gp_known else begun(journey, now),
        }

    @classmethod
    def said(cls, event: JourneyEvent) -> Mapping[str, Any]:
        """No organisation said that there is none."""
        return {**super().said(event), "none": not event.payload.get("organisation")}

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        said = super().clean() or self.cleaned_data
        if bool(said.get("organisation")) == bool(said.get("none")):
            raise forms.ValidationError(_("Vælg en praksis, eller sæt kryds ved, at borgeren ingen egen læge har."))
        return said

    def payload(self) -> dict[str, Any]:
        """None says that there is none."""
        chosen = self.cleaned_data.get("organisation")
        return {"organisation": str(chosen.pk) if chosen else None}


class ResidenceForm(ActForm):
    """The municipality of residence."""

    kind, permission = EventKind.RESIDENCE_STATED, Permission.STATE_RESIDENCE
    at_field = "valid_from"
    organisation = OrganisationField(
        label=_("Bopælskommune"),
        queryset=Organisation.objects.of_kind(OrganisationKind.MUNICIPALITY).order_by("name"),
        empty_label=_("Vælg kommune"),
    )
    valid_from = DayField(label=_("Gælder fra"), meaning=Meaning.HOLDS_FROM)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What is known."""
        return {"organisation": journey.municipality_id, "valid_from": now}


class RelativeForm(ActForm):
    """Someone whom the citizen names, and what has been agreed with them (001 principle 1)."""

    permission = Permission.RECORD_WISHES
    # A row of its own and no event: there is nothing to hold back.
    immediate = True
    relative = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Navn"), max_length=120)
    relation = forms.CharField(label=_("Relation"), help_text=_("For eksempel datter."), max_length=60, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False, validators=[_IS_PHONE])
    agreed = area(
        _("Kan og vil"),
        help_text=_("Det, den pårørende selv har sagt ja til at hjælpe med."),
        most=1000,
        rows=3,
        required=False,
    )
    informed_at = MomentField(label=_("Talt med"), required=False, meaning=Meaning.HAPPENED)

    def write(self, act: Act) -> None:
        """Who changed what is kept by the field history of the relative."""
        assert self.journey is not None
        said = self.cleaned_data
        facts = RelativeFacts(
            name=said["name"],
            relation=said["relation"],
            phone=said["phone"],
            agreed=said["agreed"],
            informed_at=said["informed_at"],
        )
        save_relative(self.journey, facts, relative_id=said["relative"], act=act)
