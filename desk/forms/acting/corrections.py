"""Clerical correction of a ready time: proposed by one, decided by a doctor of the same hospital (RULES 2b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import MomentField
from desk.templatetags.moments import moment
from discharge.actions.ready_corrections import approve_correction, decline_correction, propose_correction
from discharge.selectors.stay_story import kept_story
from journeys.actions.acts import Act
from journeys.domain.events import EventKind
from journeys.domain.plausible import Meaning
from journeys.models import Journey
from organisations.domain.permissions import Permission


class ProposeCorrectionForm(ActForm):
    """A time typed wrongly, or a registration of the wrong citizen."""

    kind, permission = EventKind.READY_CORRECTION_PROPOSED, Permission.CORRECT_READY
    correctable = False
    error = forms.ChoiceField(
        label=_("Hvad er forkert?"),
        choices=[
            ("time", _("Tidspunktet er skrevet forkert")),
            ("all", _("Borgeren skulle slet ikke være meldt færdigbehandlet")),
        ],
        widget=forms.RadioSelect,
    )
    at = MomentField(label=_("Det rigtige tidspunkt"), required=False, meaning=Meaning.READY)
    reason = forms.CharField(
        label=_("Hvorfor skal det rettes?"),
        help_text=_("Lægen og kommunen læser det."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The time as it stands."""
        story = kept_story(journey)
        registered = story.by_ref(story.correctable_ref or "")
        return {"error": "time", "at": registered.occurred_at if registered else None}

    def clean(self) -> dict[str, Any]:
        """Another time needs a time."""
        said = super().clean() or self.cleaned_data
        if said.get("error") == "time" and said.get("at") is None and "at" not in self.errors:
            self.add_error("at", gettext("Skriv det rigtige tidspunkt."))
        return said

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        at = said["at"] if said["error"] == "time" else None
        propose_correction(self.journey, at=at, reason=said["reason"], act=act)


def proposed_words(journey: Journey | None, now: datetime) -> str:
    """What was proposed, for the doctor who decides."""
    story = kept_story(journey) if journey is not None else None
    waiting = story.correction if story else None
    if story is None or waiting is None:
        return ""
    stands = next((period.ready_at for period in story.periods if period.ref == waiting.target_ref), None)
    facts = {"from": moment(stands, now=now) if stands else "", "why": waiting.reason}
    if waiting.at is None:
        return gettext("Færdigbehandlet fra %(from)s foreslås at bortfalde. Begrundelse: %(why)s") % facts
    sentence = gettext("Færdigbehandlet fra %(from)s foreslås rettet til %(at)s. Begrundelse: %(why)s")
    return sentence % {**facts, "at": moment(waiting.at, now=now)}


class ApproveCorrectionForm(ActForm):
    """The other doctor's yes."""

    kind, permission = None, Permission.APPROVE_READY_CORRECTION
    correctable = False
    # What two people have decided stands (001-85): there is nothing to undo.
    immediate = True

    @property
    def notice(self) -> str:
        """What is decided."""
        return proposed_words(self.journey, self.asker.now)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        approve_correction(self.journey, act=act)


class DeclineCorrectionForm(ApproveCorrectionForm):
    """The other doctor's no."""

    reason = forms.CharField(
        label=_("Hvorfor ikke?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        decline_correction(self.journey, reason=self.cleaned_data["reason"], act=act)
