"""The call log (RULES 2e)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import OrganisationField, area
from discharge.calls import acts
from discharge.calls.rules import CallerRole, Urgency
from discharge.calls.selectors import referrals
from journeys.models import Journey
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role, Sector
from organisations.models import Organisation

CALLER_WORDS: dict[CallerRole, Promise] = {
    CallerRole.WARD: _("Vi ringede selv op"),
    CallerRole.NURSE: _("Sygeplejerske"),
    CallerRole.SOCIAL_HEALTH_ASSISTANT: _("Social- og sundhedsassistent"),
    CallerRole.GP: _("Praktiserende læge (også stedfortræder)"),
    CallerRole.OUT_OF_HOURS: _("Lægevagten"),
    CallerRole.HELPER: _("Social- og sundhedshjælper"),
    CallerRole.SOCIAL_PEDAGOGUE: _("Pædagog eller bostøtte"),
    CallerRole.CITIZEN: _("Borgeren selv"),
    CallerRole.RELATIVE: _("Pårørende"),
    CallerRole.OTHER: _("Anden"),
}
URGENCY_WORDS: dict[Urgency, Promise] = {
    Urgency.NOW: _("Skal afklares nu"),
    Urgency.CAN_WAIT: _("Kan vente til egen læge"),
}
_REFUSALS: dict[str, Promise] = {
    "caller.not_entitled": _("Må ikke ringe til afdelingen."),
    "caller.other_municipality": _("Må ikke ringe til afdelingen."),
    "caller.window_over": _("Afdelingen svarer ikke længere."),
}


@dataclass(frozen=True, slots=True)
class CallNote:
    """What to tell a caller whom the ward does not answer."""

    role: str
    who: Promise
    refusal: Promise
    to: str
    organisation: Organisation | None


class CallForm(HappenedForm):
    """One telephone call in ten seconds: who and what; the rest when there is time."""

    does = acts.LogCall
    caller_role = forms.ChoiceField(label=_("Hvem ringede?"), widget=forms.RadioSelect)
    question = area(_("Hvad handlede opkaldet om?"), help_text=_("Skriv ikke CPR-nummer."))
    answer = area(_("Hvad blev der svaret?"), required=False)
    urgency = forms.ChoiceField(label=_("Hast"), widget=forms.RadioSelect, required=False)
    agreed = forms.CharField(label=_("Hvad er aftalt?"), max_length=300, required=False)
    doctor = forms.CharField(label=_("Læge, der svarede"), max_length=120, required=False)
    caller_organisation = OrganisationField(
        label=_("Hvor var den anden?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Ikke oplyst"),
    )
    authorisation = forms.CharField(label=_("Autorisations-ID"), max_length=20, required=False)
    field_order = ("caller_role", "question", "answer", "urgency", "agreed", "doctor", "caller_organisation")

    def prepare(self) -> None:
        """The choices in the language of the page; whoever writes down their own call begins with themself."""
        self.fields["caller_role"].choices = [  # type: ignore[attr-defined]
            (role.value, word)
            for role, word in CALLER_WORDS.items()
            if role is not CallerRole.WARD or self.asker.sector is Sector.HOSPITAL
        ]
        self.fields["urgency"].choices = [(urgency.value, word) for urgency, word in URGENCY_WORDS.items()]  # type: ignore[attr-defined]
        callers = Q(kind=OrganisationKind.MUNICIPALITY.value) | Q(kind=OrganisationKind.OUT_OF_HOURS.value)
        if self.journey is not None and self.journey.gp_practice_id:
            callers |= Q(pk=self.journey.gp_practice_id)
        self.fields["caller_organisation"].queryset = Organisation.objects.filter(callers).select_related("root")  # type: ignore[attr-defined]
        self.fields["caller_role"].initial = own_caller_role(self.asker.role)
        if self.asker.sector is not Sector.HOSPITAL and self.asker.unit is not None:
            self.fields["caller_organisation"].initial = self.asker.unit.root_id or self.asker.unit.pk

    @property
    def sections(self) -> list[dict[str, Any]]:
        """What ten seconds allow, and what can be added."""
        more = ("doctor", "caller_organisation", "authorisation", "occurred_at")
        first = [self[name] for name in self.field_order if name not in ("caller_role", *more)]
        return [
            {"heading": gettext("Hvem ringer?"), "fields": [self["caller_role"]], "notes": self.call_notes},
            {"heading": gettext("Opkaldet"), "fields": first},
            {"heading": gettext("Mere, hvis der er tid"), "fields": [self[name] for name in more]},
        ]

    @property
    def call_notes(self) -> list[CallNote]:
        """Said at the choice, while the caller is on the line, and not first when the call is saved."""
        assert self.journey is not None
        return [
            CallNote(each.role.value, CALLER_WORDS[each.role], _REFUSALS[each.code], each.to.value, each.organisation)
            for each in referrals(self.journey, at=self.asker.now)
        ]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """It has just ended."""
        return {"occurred_at": now}

    @property
    def fields_of(self) -> set[str]:
        """What follows from the fields is not kept when they are corrected."""
        return super().fields_of | {"entitled", "referred_to", "why"}


def own_caller_role(role: Role | None) -> str | None:
    """As what somebody calls who writes down their own call."""
    own = (
        {
            Role.COMMUNITY_NURSE: CallerRole.NURSE,
            Role.GP: CallerRole.GP,
            Role.GP_NURSE: CallerRole.GP,
            Role.OUT_OF_HOURS_DOCTOR: CallerRole.OUT_OF_HOURS,
        }.get(role)
        if role
        else None
    )
    return own.value if own else None


CALL_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="opkald",
        name="log-call",
        form=CallForm,
        row="call",
        label=_("Log opkald"),
        heading=_("Log et opkald"),
        consequence=_(
            "Opkaldet står i tidslinjen. Må den, der ringer, ikke ringe til afdelingen, gemmes det som "
            "et forsøgt opkald, og siden siger, hvor de skal ringe hen."
        ),
        done=_("Opkaldet er noteret."),
    ),
)
