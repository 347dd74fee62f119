"""The discharge time as a mutual agreement, expected days, wishes and barriers (RULES 001-65, 001-83; UX §3)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.fields import CalendarDayField, MomentField
from desk.selectors.panels.agreement import shortcuts
from desk.templatetags.moments import moment
from discharge.agreement.actions import (
    accept_discharge,
    answer_question,
    close_barrier,
    counter_discharge,
    judge_corrected,
    propose_discharge,
    question_discharge,
    raise_barrier,
    record_wish,
    state_expected_day,
)
from discharge.agreement.selectors import kept_story
from discharge.wording.sentences import BARRIER_WORDS, SECTOR_WORDS, barrier_words
from journeys.actions.acting.acts import Act
from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import EventKind
from journeys.domain.state.barriers import BarrierKind, BarrierOwner
from journeys.models import Journey, JourneyEvent
from journeys.sentences import ended
from organisations.domain.permissions import Permission

# Most go home before noon; a time that has to be changed is easier than an empty one.
USUAL_TIME = time(11, 0)


def words(label: Any, *, help_text: Any = "", required: bool = True, rows: int = 3) -> forms.CharField:
    """A few words that the others read."""
    return forms.CharField(
        label=label,
        help_text=help_text or _("De andre parter læser det. Skriv ikke CPR-nummer."),
        max_length=500,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PromiseForm(ActForm):
    """Something that is to happen; said right it is judged as it was when it was said."""

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """Through the action's own refusals."""
        judge_corrected(event, self.corrected(event))


class ExpectedForm(PromiseForm):
    """The day on which the ward expects the citizen to go home."""

    kind, permission = EventKind.EXPECTED_DISCHARGE_STATED, Permission.PROPOSE_DISCHARGE_TIME
    on = CalendarDayField(label=_("Dag"), meaning=Meaning.EXPECTED)
    text = words(_("Hvorfor er dagen flyttet?"), help_text=_("Kun når dagen er en anden end før."), required=False)

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The day stated last."""
        expected = kept_story(journey).agreement.expected
        return {"on": expected[-1].on if expected else None}

    @property
    def shortcuts(self) -> list[tuple[str, date]]:
        """Days that save at once."""
        return shortcuts(self.asker.now)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        state_expected_day(self.journey, on=self.cleaned_data["on"], why=self.cleaned_data["text"], act=act)


class ProposeForm(PromiseForm):
    """The hospital proposes a time."""

    kind, permission = EventKind.DISCHARGE_PROPOSED, Permission.PROPOSE_DISCHARGE_TIME
    at = MomentField(label=_("Udskrives"), meaning=Meaning.EXPECTED)
    text = words(
        _("Hvorfor dette tidspunkt?"), help_text=_("Skal skrives, når der er foreslået en tid før."), required=False
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The municipality's own time, else the expected day."""
        said = kept_story(journey).agreement
        if said.pending is not None:
            return {"at": said.pending.at}
        day = said.expected[-1].on if said.expected else local_date(now) + timedelta(days=1)
        return {"at": at_local(max(day, local_date(now) + timedelta(days=1)), USUAL_TIME)}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        propose_discharge(self.journey, at=self.cleaned_data["at"], why=self.cleaned_data["text"], act=act)


class AnswerForm(PromiseForm):
    """An answer to the time that waits; the page shows it."""

    @property
    def notice(self) -> str:
        """What is answered."""
        pending = kept_story(self.journey).agreement.pending if self.journey else None
        if pending is None:
            return ""
        said = gettext("Foreslået: %(at)s.") % {"at": moment(pending.at, now=self.asker.now)}
        return f"{said} {pending.said.text}".strip()


class AcceptForm(AnswerForm):
    """The municipality says yes."""

    kind, permission = EventKind.DISCHARGE_ACCEPTED, Permission.ANSWER_DISCHARGE_TIME
    correctable = False
    text = words(_("Besked til hospitalet"), required=False, rows=2)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        accept_discharge(self.journey, text=self.cleaned_data["text"], act=act)


class AcceptCounterForm(AcceptForm):
    """The hospital says yes to the municipality's time."""

    kind, permission = EventKind.DISCHARGE_ACCEPTED, Permission.PROPOSE_DISCHARGE_TIME
    text = words(_("Besked til kommunen"), required=False, rows=2)


class CounterForm(AnswerForm):
    """The municipality cannot make it and says when it can."""

    kind, permission = EventKind.DISCHARGE_COUNTERED, Permission.ANSWER_DISCHARGE_TIME
    at = MomentField(label=_("Vi kan tage imod borgeren"), meaning=Meaning.EXPECTED)
    text = words(_("Hvorfor?"))

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        counter_discharge(self.journey, at=self.cleaned_data["at"], text=self.cleaned_data["text"], act=act)


class QuestionForm(AnswerForm):
    """The municipality must know more first."""

    kind, permission = EventKind.DISCHARGE_QUESTIONED, Permission.ANSWER_DISCHARGE_TIME
    missing = words(_("Hvad mangler I at vide?"))

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        question_discharge(self.journey, missing=self.cleaned_data["missing"], act=act)


class ReplyForm(ActForm):
    """The hospital answers what the municipality asked."""

    kind, permission = EventKind.DISCHARGE_ANSWERED, Permission.PROPOSE_DISCHARGE_TIME
    text = words(_("Svar til kommunen"))

    @property
    def notice(self) -> str:
        """What was asked, and about which time."""
        pending = kept_story(self.journey).agreement.pending if self.journey else None
        if pending is None or pending.open_question is None:
            return ""
        facts = {"question": ended(pending.open_question.text), "at": moment(pending.at, now=self.asker.now)}
        return gettext("Kommunen spørger: %(question)s Forslaget om %(at)s bliver stående.") % facts

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        answer_question(self.journey, text=self.cleaned_data["text"], act=act)


class WishForm(ActForm):
    """What the citizen or the relatives wish."""

    kind, permission = EventKind.WISH_RECORDED, Permission.RECORD_WISHES
    said_by = forms.ChoiceField(
        label=_("Hvis ønske?"),
        choices=[("citizen", _("Borgerens")), ("relative", _("De pårørendes"))],
        widget=forms.RadioSelect,
    )
    text = words(_("Ønske"))

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        record_wish(self.journey, said_by=self.cleaned_data["said_by"], text=self.cleaned_data["text"], act=act)


class RaiseBarrierForm(PromiseForm):
    """Something stands in the way of the discharge."""

    kind, permission = EventKind.BARRIER_RAISED, Permission.MANAGE_BARRIERS
    barrier = forms.ChoiceField(label=_("Hvad står i vejen?"), widget=forms.RadioSelect)
    text = words(_("Nærmere"), help_text=_("Skal skrives ved »andet«. Skriv ikke CPR-nummer."), required=False, rows=2)
    owner = forms.ChoiceField(label=_("Hvem løser det?"), widget=forms.RadioSelect)
    due_at = MomentField(label=_("Senest"), meaning=Meaning.DUE)

    def prepare(self) -> None:
        """In the language of the page."""
        kinds = [(kind.value, str(BARRIER_WORDS[kind.value]).capitalize()) for kind in BarrierKind]
        self.fields["barrier"].choices = kinds  # type: ignore[attr-defined]
        owners = [(owner.value, str(SECTOR_WORDS[owner.value]).capitalize()) for owner in BarrierOwner]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Tomorrow at noon, unless said otherwise."""
        return {"due_at": at_local(local_date(now) + timedelta(days=1), time(12, 0))}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        raise_barrier(
            self.journey,
            kind=BarrierKind(said["barrier"]),
            owner=BarrierOwner(said["owner"]),
            due_at=said["due_at"],
            text=said["text"],
            act=act,
        )


class CloseBarrierForm(ActForm):
    """One barrier is out of the way."""

    kind, permission = EventKind.BARRIER_CLOSED, Permission.MANAGE_BARRIERS
    correctable = False
    barrier_ref = forms.ChoiceField(label=_("Hvilken hindring er væk?"), widget=forms.RadioSelect)
    text = words(_("Hvordan blev den løst?"), required=False, rows=2)

    def prepare(self) -> None:
        """Those that stand."""
        standing = [each for each in kept_story(self.journey).barriers if each.is_open] if self.journey else []
        choices = [(each.ref, barrier_words(each.kind.value, each.text)) for each in standing]
        self.fields["barrier_ref"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["barrier_ref"].initial = choices[0][0]

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        close_barrier(self.journey, barrier_ref=said["barrier_ref"], text=said["text"], act=act)
