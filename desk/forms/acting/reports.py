"""Death and discharge as others report them, and the holder's yes or no (DESIGN §6)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, AskedTwiceForm, HappenedForm
from desk.forms.acting.spec import ActSpec, has_the_citizen
from desk.forms.fields import area
from desk.selectors.lines.reported import reported_lines
from journeys.actions.acting.acts import Act
from journeys.actions.stays import reports as acts
from journeys.actions.stays.entries import confirm_stay, decline_stay
from journeys.actions.stays.reports import confirm_report, waiting_refs
from journeys.domain.events import EventKind
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.models import Journey
from organisations.domain.permissions import Permission


class HeardReportForm(HappenedForm):
    """What somebody who does not hold the contact has heard."""

    correctable = False
    text = area(_("Hvorfra ved I det?"), most=300, required=False)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Now, unless said otherwise."""
        return {"occurred_at": now}


class ReportDeathForm(HeardReportForm):
    """Reported dead."""

    does = acts.ReportDeath


class ReportDischargeForm(HeardReportForm):
    """Reported home."""

    does = acts.ReportDischarge


class _AnswerForm(ActForm):
    """The answer to what was reported or entered."""

    about: ClassVar[EventKind]
    correctable = False

    @property
    def notice(self) -> str:
        """What was said, by whom."""
        lines = reported_lines(self.journey, only=self.about) if self.journey is not None else []
        return " ".join(line.sentence for line in lines)


class ConfirmForm(AskedTwiceForm, _AnswerForm, HappenedForm):
    """It is so, and happened then."""

    permission = Permission.ENTER_CONTACT

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """As if the holder had entered it."""
        return contact_right(CONFIRMED_BY[cls.about], journey.status_value)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The time that was reported."""
        times = [report["at"] for report in journey.reports if report["kind"] == cls.about.value]
        return {"occurred_at": datetime.fromisoformat(times[-1]) if times else now}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        confirm_report(self.journey, self.about, occurred_at=self.cleaned_data["occurred_at"], act=act)


class DeclineReportForm(_AnswerForm):
    """It is not so."""

    text = area(_("Hvad er rigtigt?"), help_text=_("De, der meldte det, læser det."), most=300, required=False)


class ConfirmDeathForm(ConfirmForm):
    """Dead."""

    asks = _("Ja, %(name)s er død.")
    about = EventKind.DEATH_REPORTED


class DeclineDeathForm(DeclineReportForm):
    """Not dead."""

    does, about = acts.DeclineDeath, EventKind.DEATH_REPORTED


class ConfirmDischargeForm(ConfirmForm):
    """Has left hospital."""

    asks = _("Ja, %(name)s er udskrevet.")
    about = EventKind.DISCHARGE_REPORTED


class DeclineDischargeForm(DeclineReportForm):
    """Is still there."""

    does, about = acts.DeclineDischarge, EventKind.DISCHARGE_REPORTED


class _EntryForm(_AnswerForm):
    """A stay entered by hand that this side is asked about."""

    permission, about = Permission.CONFIRM_STAY, EventKind.STAY_CLAIMED


class ConfirmStayForm(_EntryForm):
    """The citizen is there."""

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        confirm_stay(self.journey, act=act)


class DeclineStayForm(_EntryForm):
    """The citizen is not; the entry ends, and its journey with it, so that nothing is left to undo it on."""

    immediate = True
    text = area(_("Hvad er rigtigt?"), help_text=_("De, der indtastede det, læser det."), most=300, required=False)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        decline_stay(self.journey, text=self.cleaned_data["text"], act=act)


_ASKS = _("De, der har borgeren, får et spørgsmål. Borgerens status ændres først, når de har bekræftet det.")


def _reported(kind: EventKind) -> Callable[[Journey], bool]:
    def offered(journey: Journey) -> bool:
        return bool(waiting_refs(journey, kind))

    return offered


def _death_to_confirm(journey: Journey) -> bool:
    return has_the_citizen(journey) and _reported(EventKind.DEATH_REPORTED)(journey)


REPORTING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="meld-udskrevet",
        name="report-discharge",
        form=ReportDischargeForm,
        row="contact",
        label=_("Meld udskrevet"),
        heading=_("Meld, at borgeren er udskrevet"),
        consequence=_ASKS,
        done=_("Meldt. Hospitalet bliver bedt om at bekræfte det."),
    ),
    ActSpec(
        slug="meld-doed",
        name="report-death",
        form=ReportDeathForm,
        row="contact",
        label=_("Meld død"),
        heading=_("Meld, at borgeren er død"),
        consequence=_ASKS,
        done=_("Meldt. Den, der har borgeren, bliver bedt om at bekræfte det."),
    ),
    ActSpec(
        slug="bekraeft-udskrevet",
        name="confirm-discharge",
        form=ConfirmDischargeForm,
        row="reported",
        label=_("Bekræft udskrivelsen"),
        heading=_("Bekræft, at borgeren er udskrevet"),
        consequence=_("Borgeren står derefter som udskrevet for alle parter, og de 72 timer regnes fra tidspunktet."),
        done=_("Udskrivelsen er bekræftet."),
        when=_reported(EventKind.DISCHARGE_REPORTED),
    ),
    ActSpec(
        slug="afvis-udskrevet",
        name="decline-discharge",
        form=DeclineDischargeForm,
        row="reported",
        label=_("Nej, borgeren er her"),
        heading=_("Borgeren er ikke udskrevet"),
        consequence=_("De, der meldte det, får svaret. Intet andet ændres."),
        done=_("Svaret er givet."),
    ),
    ActSpec(
        slug="bekraeft-doed",
        name="confirm-death",
        form=ConfirmDeathForm,
        row="reported",
        label=_("Bekræft dødsfaldet"),
        heading=_("Bekræft, at borgeren er død"),
        consequence=_(
            "Borgeren står derefter som død for alle parter. De åbne opgaver lukkes; kun en epikrise til egen læge "
            "skal stadig sendes."
        ),
        done=_("Dødsfaldet er bekræftet."),
        when=_death_to_confirm,
    ),
    ActSpec(
        slug="afvis-doed",
        name="decline-death",
        form=DeclineDeathForm,
        row="reported",
        label=_("Nej, borgeren lever"),
        heading=_("Borgeren er ikke død"),
        consequence=_("De, der meldte det, får svaret. Intet andet ændres."),
        done=_("Svaret er givet."),
    ),
    ActSpec(
        slug="bekraeft-indlaeggelse",
        name="confirm-stay",
        form=ConfirmStayForm,
        row="reported",
        label=_("Ja, det er rigtigt"),
        heading=_("Bekræft den indtastede indlæggelse"),
        consequence=_(
            "Borgeren flytter i forløbet til det afsnit, der er indtastet, og det afsnit ser hele forløbet. Er "
            "opholdet kun planlagt, ser afsnittet borgerens navn og egen læge, og borgeren flytter ikke."
        ),
        done=_("Indlæggelsen er bekræftet."),
        when=_reported(EventKind.STAY_CLAIMED),
    ),
    ActSpec(
        slug="afvis-indlaeggelse",
        name="decline-stay",
        form=DeclineStayForm,
        row="reported",
        label=_("Nej, det er en fejl"),
        heading=_("Afvis den indtastede indlæggelse"),
        consequence=_("Indtastningen annulleres, og de, der skrev den, får svaret. Borgerens forløb ændres ikke."),
        done=_("Indtastningen er afvist."),
        when=_reported(EventKind.STAY_CLAIMED),
    ),
)
REPORTING_ANSWERS = {
    "answer_death": "confirm-death",
    "answer_discharge": "confirm-discharge",
    "confirm_stay": "confirm-stay",
}
# The no to the same questions.
REPORTING_DECLINES = {
    "answer_death": "decline-death",
    "answer_discharge": "decline-discharge",
    "confirm_stay": "decline-stay",
}
