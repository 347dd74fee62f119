"""The discharge time as a mutual agreement, expected days, wishes and barriers (RULES 001-65, 001-83; UX §3)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import CalendarDayField, MomentField, area
from desk.selectors.panels.agreement import shortcuts
from desk.templatetags.moments import moment
from discharge.agreement import acts
from discharge.agreement.selectors import kept_story
from discharge.wording.sentences import BARRIER_WORDS, SECTOR_WORDS, barrier_words
from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.state.barriers import BarrierKind, BarrierOwner
from journeys.models import Journey
from journeys.sentences import ended

# Most go home before noon; a time that has to be changed is easier than an empty one.
USUAL_TIME = time(11, 0)


def words(label: Any, *, help_text: Any = "", required: bool = True, rows: int = 3) -> forms.CharField:
    """A few words that the others read."""
    help_text = help_text or _("De andre parter læser det. Skriv ikke CPR-nummer.")
    return area(label, help_text=help_text, required=required, rows=rows)


class ExpectedForm(ActForm):
    """The day on which the ward expects the citizen to go home."""

    does = acts.ExpectDischarge
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


class ProposeForm(ActForm):
    """The hospital proposes a time."""

    does = acts.ProposeDischarge
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


class ProposalAnswerForm(ActForm):
    """An answer to the time that waits; the page shows it."""

    @property
    def notice(self) -> str:
        """What is answered."""
        standing = kept_story(self.journey).agreement if self.journey else None
        if standing is None or standing.pending is None:
            agreed = standing.agreed if standing else None
            words = gettext("Aftalt: %(at)s. Tiden står, til den anden part har sagt ja til en ny.")
            return words % {"at": moment(agreed.at, now=self.asker.now)} if agreed else ""
        pending = standing.pending
        said = gettext("Foreslået: %(at)s.") % {"at": moment(pending.at, now=self.asker.now)}
        return f"{said} {pending.said.text}".strip()


class AcceptForm(ProposalAnswerForm):
    """The municipality says yes."""

    does = acts.AcceptDischarge
    correctable = False
    text = words(_("Besked til hospitalet"), required=False, rows=2)


class AcceptCounterForm(ProposalAnswerForm):
    """The hospital says yes to the municipality's time."""

    does = acts.AcceptCounter
    correctable = False
    text = words(_("Besked til kommunen"), required=False, rows=2)


class CounterForm(ProposalAnswerForm):
    """The municipality cannot make it and says when it can."""

    does = acts.CounterDischarge
    at = MomentField(label=_("Vi kan tage imod borgeren"), meaning=Meaning.EXPECTED)
    text = words(_("Hvorfor?"))


class OfferForm(ActForm):
    """The municipality says from when it is ready, before any time is proposed."""

    does = acts.OfferDischarge
    correctable = False
    at = MomentField(label=_("Vi er klar fra"), meaning=Meaning.EXPECTED)
    text = words(_("Besked til hospitalet"), required=False, rows=2)


class QuestionForm(ProposalAnswerForm):
    """The municipality must know more first."""

    does = acts.QuestionDischarge
    missing = words(_("Hvad mangler I at vide?"))


class ReplyForm(ActForm):
    """The hospital answers what the municipality asked."""

    does = acts.AnswerQuestion
    text = words(_("Svar til kommunen"))

    @property
    def notice(self) -> str:
        """What was asked, and about which time."""
        pending = kept_story(self.journey).agreement.pending if self.journey else None
        if pending is None or pending.open_question is None:
            return ""
        asked = pending.open_questions
        if not all(each.text for each in asked):
            return gettext("Kommunens spørgsmål kan læses om højst 30 sekunder. Åbn siden igen, før I svarer.")
        questions = " ".join(ended(each.text) for each in asked)
        facts = {"question": questions, "at": moment(pending.at, now=self.asker.now)}
        return gettext("Kommunen spørger: %(question)s Forslaget om %(at)s bliver stående.") % facts


class WishForm(ActForm):
    """What the citizen or the relatives wish."""

    does = acts.RecordWish
    said_by = forms.ChoiceField(
        label=_("Hvis ønske?"),
        choices=[("citizen", _("Borgerens")), ("relative", _("De pårørendes"))],
        widget=forms.RadioSelect,
    )
    text = words(_("Ønske"))


class RaiseBarrierForm(ActForm):
    """Something stands in the way of the discharge."""

    does = acts.RaiseBarrier
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


class CloseBarrierForm(ActForm):
    """One barrier is out of the way."""

    does = acts.CloseBarrier
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


AGREEMENT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="ja-til-tid",
        name="accept-discharge-time",
        form=AcceptForm,
        row="answer",
        label=_("Ja, vi er klar"),
        heading=_("Sig ja til tiden"),
        consequence=_("Tiden er derefter aftalt. Hospitalet får besked om 30 sekunder."),
        done=_("Tiden er aftalt."),
    ),
    ActSpec(
        slug="anden-tid",
        name="counter-discharge-time",
        form=CounterForm,
        row="answer",
        label=_("Kan ikke nå det – foreslå en anden tid"),
        heading=_("Foreslå en anden tid"),
        consequence=_("Hospitalet får besked om 30 sekunder og svarer på jeres tid."),
        done=_("Jeres tid er foreslået."),
    ),
    ActSpec(
        slug="klar-fra",
        name="offer-discharge-time",
        form=OfferForm,
        row="agreement",
        label=_("Skriv, hvornår I er klar"),
        heading=_("Klar fra"),
        consequence=_("Hospitalet får besked om 30 sekunder og svarer på jeres tid."),
        done=_("Jeres tid er foreslået."),
    ),
    ActSpec(
        slug="mangler-oplysning",
        name="question-discharge-time",
        form=QuestionForm,
        row="answer",
        label=_("Mangler oplysning"),
        heading=_("Hvad mangler I for at kunne svare?"),
        consequence=_("Hospitalet får besked om 30 sekunder. I har ikke lovet noget."),
        done=_("Hospitalet bliver spurgt om 30 sekunder."),
    ),
    ActSpec(
        slug="svar-paa-spoergsmaal",
        name="answer-discharge-question",
        form=ReplyForm,
        row="reply",
        label=_("Svar"),
        heading=_("Svar på kommunens spørgsmål"),
        consequence=_("Kommunen får svaret om 30 sekunder og svarer derefter på den foreslåede tid."),
        done=_("Spørgsmålet er besvaret."),
    ),
    ActSpec(
        slug="ja-til-kommunens-tid",
        name="accept-counter-proposal",
        form=AcceptCounterForm,
        row="agreement",
        label=_("Sig ja til kommunens tid"),
        heading=_("Sig ja til kommunens tid"),
        consequence=_("Tiden er derefter aftalt."),
        told=_("Kommunen får besked om 30 sekunder."),
        done=_("Tiden er aftalt."),
    ),
    ActSpec(
        slug="foreslaa-tid",
        name="propose-discharge-time",
        form=ProposeForm,
        row="agreement",
        label=_("Foreslå en tid"),
        heading=_("Foreslå en tid for udskrivelsen"),
        consequence=_("Tiden er et forslag, til den er aftalt."),
        told=_("Kommunen får besked om 30 sekunder og svarer ja, foreslår en anden tid eller siger, hvad der mangler."),
        done=_("Tiden er foreslået."),
    ),
    ActSpec(
        slug="forventet",
        name="expected-discharge",
        form=ExpectedForm,
        row="expected",
        label=_("Sæt forventet dag"),
        heading=_("Forventet udskrivelsesdag"),
        consequence=_("Dagen er et skøn og ikke en aftale."),
        done=_("Dagen er gemt."),
    ),
    ActSpec(
        slug="oenske",
        name="wish",
        form=WishForm,
        row="wish",
        label=_("Skriv ønske"),
        heading=_("Borgerens og de pårørendes ønsker"),
        consequence=_("Ønsket står i tidslinjen for alle parter i forløbet."),
        done=_("Ønsket er skrevet ned."),
    ),
    ActSpec(
        slug="hindring",
        name="barrier",
        form=RaiseBarrierForm,
        row="barrier",
        label=_("Notér hindring"),
        heading=_("Hvad står i vejen for udskrivelsen?"),
        consequence=_("Den, der skal løse det, får opgaven med frist. En hindring er ikke en forsinkelse."),
        done=_("Hindringen er noteret."),
    ),
    ActSpec(
        slug="hindring-vaek",
        name="close-barrier",
        form=CloseBarrierForm,
        row="barrier",
        label=_("Hindring er væk"),
        heading=_("En hindring er væk"),
        consequence=_("Opgaven lukkes."),
        done=_("Hindringen er fjernet."),
    ),
)
