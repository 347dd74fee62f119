"""Clerical correction of a ready time: proposed by one, decided by a doctor of the same hospital (RULES 2b)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import MomentField, area
from desk.templatetags.moments import moment
from discharge.agreement.selectors import kept_story
from discharge.readiness.acts import corrections as acts
from discharge.readiness.rules.corrections import pending_correction
from discharge.wording.sentences import sentence_of
from journeys.actions.acting.stated import StatedAct
from journeys.domain.calendar.clock import in_one_minute
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey


class ProposeCorrectionForm(ActForm):
    """A time typed wrongly, or a registration of the wrong citizen."""

    does = acts.ProposeCorrection
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
    assessed_at = MomentField(
        label=_("Vurderet"),
        help_text=_("Ret det kun, hvis også tidspunktet for lægens vurdering er skrevet forkert."),
        required=False,
        meaning=Meaning.ASSESSED,
    )
    reason = area(_("Hvorfor skal det rettes?"), help_text=_("Lægen og kommunen læser det."), rows=3)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The time as it stands."""
        story = kept_story(journey)
        registered = story.by_ref(story.correctable_ref or "")
        if registered is None:
            return {"error": "time"}
        return {"error": "time", "at": registered.occurred_at, "assessed_at": registered.instant("assessed_at")}

    def clean(self) -> dict[str, Any]:
        """Another time needs a time."""
        said = super().clean() or self.cleaned_data
        if said.get("error") == "time" and said.get("at") is None and "at" not in self.errors:
            self.add_error("at", gettext("Skriv det rigtige tidspunkt."))
        return said

    def stated(self) -> StatedAct:
        """A time that was left as the page showed it corrects nothing."""
        act, said = super().stated(), self.cleaned_data
        assert isinstance(act, acts.ProposeCorrection)
        assert self.journey is not None
        shown = self.known(self.journey, self.now).get("assessed_at")
        at = said["at"] if said["error"] == "time" else None
        return replace(act, at=at, assessed_at=corrected(said.get("assessed_at"), shown))


def corrected(at: datetime | None, stands: datetime | None) -> datetime | None:
    """A time that was left as the page showed it corrects nothing."""
    return None if at is None or (stands is not None and in_one_minute(at, stands)) else at


def proposed_words(journey: Journey | None, now: datetime) -> str:
    """What was proposed, for the doctor who decides."""
    story = kept_story(journey) if journey is not None else None
    waiting = pending_correction(story.counting) if story else None
    if story is None or waiting is None:
        return ""
    stands = next((period.ready_at for period in story.periods if period.ref == waiting.target_ref), None)
    facts = {"from": moment(stands, now=now) if stands else "", "why": waiting.reason}
    if waiting.at is None:
        return gettext("Færdigbehandlet fra %(from)s foreslås at bortfalde. Begrundelse: %(why)s") % facts
    sentence = gettext("Færdigbehandlet fra %(from)s foreslås rettet til %(at)s. Begrundelse: %(why)s")
    words = [sentence % {**facts, "at": moment(waiting.at, now=now)}]
    if waiting.assessed_at is not None:
        assessed = gettext("Lægens vurdering rettes til %(at)s.")
        words.append(assessed % {"at": moment(waiting.assessed_at, now=now)})
    if story.on_leave_at(waiting.at):
        words.append(sentence_of("fb.on_leave"))
    return " ".join(words)


class _DecideForm(ActForm):
    """The other doctor decides. What two people have decided stands (001-85): there is nothing to undo."""

    correctable = False
    immediate = True

    @property
    def notice(self) -> str:
        """What is decided."""
        return proposed_words(self.journey, self.asker.now)


class ApproveCorrectionForm(_DecideForm):
    """The other doctor's yes."""

    does = acts.ApproveCorrection


class DeclineCorrectionForm(_DecideForm):
    """The other doctor's no."""

    does = acts.DeclineCorrection
    reason = area(_("Hvorfor ikke?"), required=False)
