"""The 72 hours: exempt, extend, a 112 call and its end (RULES 2e)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.fields import MomentField, area
from discharge.extended_responsibility.actions import call_112, check_order_of_112, end_112, exempt, extend
from discharge.extended_responsibility.selectors.windows import current_window
from journeys.actions.acting.acts import Act
from journeys.actions.acting.moving import check_stays_between_turns
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission

_DAY = timedelta(hours=24)


class ExemptForm(ActForm):
    """A doctor exempts a terminal citizen individually."""

    kind, permission = EventKind.RESPONSIBILITY_EXEMPTED, Permission.EXEMPT_RESPONSIBILITY
    correctable = False
    reason = area(_("Hvorfor undtages borgeren?"), help_text=_("For eksempel: terminal, åben indlæggelse."))
    physician = forms.CharField(label=_("Besluttet af lægen"), max_length=120)

    def prepare(self) -> None:
        """Mostly the doctor who writes it."""
        self.fields["physician"].initial = self.asker.user.name

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        exempt(self.journey, reason=said["reason"], physician=said["physician"], act=act)


class ExtendForm(ActForm):
    """The ward answers longer than the 72 hours."""

    kind, permission = EventKind.RESPONSIBILITY_EXTENDED, Permission.EXTEND_RESPONSIBILITY
    correctable = False
    until = MomentField(label=_("Afdelingen svarer til"), meaning=Meaning.EXTENDED)
    reason = area(_("Hvorfor?"), help_text=_("Kommunen og egen læge læser det."))

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """A day more is the usual."""
        window = current_window(journey, at=now)
        return {"until": window.ends_at + _DAY if window and window.ends_at else None}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        extend(self.journey, until=self.cleaned_data["until"], reason=self.cleaned_data["reason"], act=act)


class EmergencyForm(HappenedForm):
    """112 was called; the 72 hours lapse until it has ended."""

    kind, permission = EventKind.EMERGENCY_CALLED, Permission.LOG_CALL

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly written down at once."""
        return {"occurred_at": now}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        call_112(self.journey, at=self.cleaned_data["occurred_at"], act=act)

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """Of a citizen at home, and no call ends before it began."""
        check_stays_between_turns(event, at)
        check_order_of_112(event, at)


class EmergencyEndedForm(EmergencyForm):
    """The call ended and the citizen stayed at home."""

    kind = EventKind.EMERGENCY_ENDED

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        end_112(self.journey, at=self.cleaned_data["occurred_at"], act=act)
