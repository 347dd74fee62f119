"""Death and discharge as others report them, and the holder's yes or no (DESIGN §6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, AskedTwiceForm, HappenedForm
from desk.selectors.lines.reported import reported_lines
from journeys.actions.acting.acts import Act
from journeys.actions.entries import confirm_stay, decline_stay
from journeys.actions.reports import confirm_report, decline_report, report_contact
from journeys.domain.events import EventKind
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.models import Journey
from organisations.domain.permissions import Permission


class ReportForm(HappenedForm):
    """What somebody who does not hold the contact has heard."""

    permission = Permission.REPORT_CONTACT
    correctable = False
    text = forms.CharField(
        label=_("Hvorfra ved I det?"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Now, unless said otherwise."""
        return {"occurred_at": now}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.kind is not None
        assert self.journey is not None
        text = self.cleaned_data["text"]
        report_contact(self.journey, self.kind, occurred_at=self.cleaned_data["occurred_at"], text=text, act=act)


class ReportDeathForm(ReportForm):
    """Reported dead."""

    kind = EventKind.DEATH_REPORTED


class ReportDischargeForm(ReportForm):
    """Reported home."""

    kind = EventKind.DISCHARGE_REPORTED


class _AnswerForm(ActForm):
    """The holder's answer takes the right to the act that was reported."""

    about: ClassVar[EventKind]
    permission = Permission.ENTER_CONTACT
    correctable = False

    @classmethod
    def right(cls, journey: Journey | None) -> Permission:
        """As if the holder had entered it."""
        confirmed = CONFIRMED_BY[cls.about]
        return contact_right(confirmed, journey.status_value) if journey is not None else cls.permission

    @property
    def notice(self) -> str:
        """What was reported, by whom."""
        lines = reported_lines(self.journey, only=self.about) if self.journey is not None else []
        return " ".join(line.sentence for line in lines)


class ConfirmForm(AskedTwiceForm, _AnswerForm, HappenedForm):
    """It is so, and happened then."""

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The time that was reported."""
        times = [report["at"] for report in journey.reports if report["kind"] == cls.about.value]
        return {"occurred_at": datetime.fromisoformat(times[-1]) if times else now}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        confirm_report(self.journey, self.about, occurred_at=self.cleaned_data["occurred_at"], act=act)


class DeclineForm(_AnswerForm):
    """It is not so."""

    text = forms.CharField(
        label=_("Hvad er rigtigt?"),
        help_text=_("De, der meldte det, læser det."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        decline_report(self.journey, self.about, text=self.cleaned_data["text"], act=act)


class ConfirmDeathForm(ConfirmForm):
    """Dead."""

    asks = _("Ja, %(name)s er død.")
    about = EventKind.DEATH_REPORTED


class DeclineDeathForm(DeclineForm):
    """Not dead."""

    about = EventKind.DEATH_REPORTED


class ConfirmDischargeForm(ConfirmForm):
    """Has left hospital."""

    asks = _("Ja, %(name)s er udskrevet.")
    about = EventKind.DISCHARGE_REPORTED


class DeclineDischargeForm(DeclineForm):
    """Is still there."""

    about = EventKind.DISCHARGE_REPORTED


class _EntryForm(ActForm):
    """A stay entered by hand that this side is asked about."""

    permission = Permission.CONFIRM_STAY
    correctable = False

    @property
    def notice(self) -> str:
        """Who entered it, and when."""
        lines = reported_lines(self.journey, only=EventKind.STAY_CLAIMED) if self.journey is not None else []
        return " ".join(line.sentence for line in lines)


class ConfirmStayForm(_EntryForm):
    """The citizen is there."""

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        confirm_stay(self.journey, act=act)


class DeclineStayForm(_EntryForm):
    """The citizen is not; the entry ends, and its journey with it, so that nothing is left to undo it on."""

    immediate = True
    text = forms.CharField(
        label=_("Hvad er rigtigt?"),
        help_text=_("De, der indtastede det, læser det."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        decline_stay(self.journey, text=self.cleaned_data["text"], act=act)
