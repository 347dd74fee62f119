"""The 72 hours: exempt, extend, a 112 call and its end (RULES 2e)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import MomentField, area
from desk.templatetags.moments import moment
from discharge.extended_responsibility import acts
from discharge.extended_responsibility.rules.clock import ANSWERING
from discharge.extended_responsibility.selectors.windows import current_window, interrupted_window, state_at
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey

_DAY = timedelta(hours=24)


class ExemptForm(ActForm):
    """A doctor exempts a terminal citizen individually."""

    does = acts.Exempt
    correctable = False
    reason = area(_("Hvorfor undtages borgeren?"), help_text=_("For eksempel: terminal, åben indlæggelse."))
    physician = forms.CharField(label=_("Besluttet af lægen"), max_length=120)

    def prepare(self) -> None:
        """Mostly the doctor who writes it."""
        self.fields["physician"].initial = self.asker.user.name

    @property
    def effect(self) -> str:
        """Of a citizen in a bed the ward answers as before: it is about afterwards."""
        if self.journey is not None and self.journey.status_value in IN_HOSPITAL:
            return gettext("Afdelingen svarer under indlæggelsen, men ikke i de 72 timer efter udskrivelsen.")
        return gettext("Afdelingen svarer ikke længere.")


class ExtendForm(ActForm):
    """The ward answers longer than the 72 hours."""

    does = acts.Extend
    correctable = False
    until = MomentField(label=_("Afdelingen svarer til"), meaning=Meaning.EXTENDED)
    reason = area(_("Hvorfor?"), help_text=_("Kommunen og egen læge læser det."))

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """A day more is the usual."""
        window = current_window(journey, at=now)
        return {"until": window.ends_at + _DAY if window and window.ends_at else None}


class _EmergencyForm(HappenedForm):
    """A 112 call, mostly written down at once."""

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly written down at once."""
        return {"occurred_at": now}


class EmergencyForm(_EmergencyForm):
    """112 was called; the 72 hours lapse until it has ended."""

    does = acts.Call112

    @property
    def effect(self) -> str:
        """What it interrupts, where the ward answers at all."""
        window = current_window(self.journey, at=self.now) if self.journey is not None else None
        answers = (state_at(window, self.now) or "") in ANSWERING
        return gettext("Afdelingens ansvar hviler, til kaldet er slut.") if answers else ""


class EmergencyEndedForm(_EmergencyForm):
    """The call ended and the citizen stayed at home."""

    does = acts.End112

    @property
    def effect(self) -> str:
        """Until when the ward answers again; an extension counts. Nothing where no window goes on."""
        window = interrupted_window(self.journey, at=self.now) if self.journey is not None else None
        if window is None or window.ends_at is None:
            return ""
        facts = {"at": moment(window.ends_at, now=self.now)}
        return gettext("Afdelingen svarer igen til %(at)s.") % facts


EXTENDED_RESPONSIBILITY_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="undtag",
        name="exempt",
        form=ExemptForm,
        row="window",
        label=_("Undtag fra de 72 timer"),
        heading=_("Undtag borgeren fra de 72 timer"),
        consequence="",
        practice_told=_("Egen læge får besked om 30 sekunder."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Borgeren er undtaget fra de 72 timer."),
    ),
    ActSpec(
        slug="forlaeng",
        name="extend",
        form=ExtendForm,
        row="window",
        label=_("Forlæng de 72 timer"),
        heading=_("Forlæng de 72 timer"),
        consequence=_("Afdelingen svarer til det nye tidspunkt."),
        practice_told=_("Egen læge får besked om 30 sekunder."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Afdelingen svarer nu længere."),
    ),
    ActSpec(
        slug="112",
        name="emergency-called",
        form=EmergencyForm,
        row="window",
        label=_("1-1-2 er ringet op"),
        heading=_("Der er ringet 1-1-2"),
        consequence=_("Her noteres kun, at der er ringet: siden ringer ikke op."),
        done=_("1-1-2-kaldet er noteret."),
    ),
    ActSpec(
        slug="112-slut",
        name="emergency-ended",
        form=EmergencyEndedForm,
        row="window",
        label=_("1-1-2 er slut"),
        heading=_("1-1-2-kaldet er slut uden indlæggelse"),
        consequence=_("Kaldet er slut, og borgeren er stadig hjemme."),
        done=_("Noteret, at 1-1-2-kaldet er slut."),
    ),
)

EXTENDED_RESPONSIBILITY_ANSWERS: dict[str, str] = {"state_emergency_outcome": "emergency-ended"}
