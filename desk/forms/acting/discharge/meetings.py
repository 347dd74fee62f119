"""Psychiatry's meetings, and telling the citizen of a plan that was made without them (001 bilag 2, B2-P5)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import AnswerField, MomentField, area
from discharge.meetings import acts
from discharge.meetings.selectors import invitable, meetings_in
from discharge.meetings.sentences import ABOUT, WISHED_BY, asked_words
from documents.actions.telling import TellCitizen
from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey
from journeys.sentences import ended


def _choices(words: Mapping[str, Promise]) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in words.items()]


class AskForm(ActForm):
    """A party, or the citizen through one, wants a meeting."""

    does = acts.AskForMeeting
    wished_by = forms.ChoiceField(label=_("Hvis ønske?"), widget=forms.RadioSelect, initial="unit")
    text = area(
        _("Hvad skal mødet handle om?"), help_text=_("De andre parter læser det. Skriv ikke CPR-nummer."), rows=3
    )

    def prepare(self) -> None:
        """In the language of the page."""
        self.fields["wished_by"].choices = _choices(WISHED_BY)  # type: ignore[attr-defined]


def _asked_for(journey: Journey | None) -> str:
    """The words of whoever waits for an answer."""
    asked = meetings_in(journey).open if journey else ()
    return " ".join(f"{asked_words(each.wished_by)}: {ended(each.text)}" for each in asked if each.text)


class InviteForm(ActForm):
    """The ward calls a meeting."""

    does = acts.InviteToMeeting
    about = forms.ChoiceField(label=_("Hvad indbyder I til?"), widget=forms.RadioSelect)
    receivers = forms.MultipleChoiceField(label=_("Hvem indbyder I?"), widget=forms.CheckboxSelectMultiple)
    citizen = forms.BooleanField(
        label=_("Borgeren er med"), help_text=_("En koordinationsplan laves uden borgeren."), required=False
    )
    at = MomentField(label=_("Hvornår"), meaning=Meaning.EXPECTED)
    where = forms.CharField(label=_("Hvor, eller hvilket nummer"), max_length=200)
    text = area(_("Besked til dem, I indbyder"), help_text=_("Skriv ikke CPR-nummer."), required=False)

    def prepare(self) -> None:
        """The parties of the journey; nobody is chosen beforehand, for a koordinationsplan is not for all of them."""
        self.fields["about"].choices = _choices(ABOUT)  # type: ignore[attr-defined]
        units = invitable(self.journey) if self.journey else []
        self.fields["receivers"].choices = [(str(unit.pk), unit.label) for unit in units]  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What somebody has asked for, else the agreement; tomorrow at ten, with the citizen who asked for it."""
        asked = meetings_in(journey).open
        return {
            "about": acts.DIALOGUE if asked else "discharge_agreement",
            "at": at_local(local_date(now) + timedelta(days=1), time(10, 0)),
            "citizen": any(each.wished_by == "citizen" for each in asked),
        }

    @classmethod
    def said(cls, event: Any) -> Mapping[str, Any]:
        """As it was typed."""
        return {**super().said(event), "about": event.payload.get("document_kind") or acts.DIALOGUE}

    @property
    def notice(self) -> str:
        """What was asked for."""
        return _asked_for(self.journey)

    @property
    def heard(self) -> str:
        """Of an invitation to a koordinationsplan the others do not hear."""
        closed = gettext("Indbyder I til en koordinationsplan, får kun de indbudte det at vide.")
        return f"{self.promise()} {closed}"


class DeclineMeetingForm(ActForm):
    """No meeting is held."""

    does = acts.DeclineMeeting
    correctable = False
    text = area(_("Hvorfor holdes der ikke møde?"), help_text=_("Den, der har spurgt, læser det."), rows=3)

    @property
    def notice(self) -> str:
        """What was asked for."""
        return _asked_for(self.journey)


class TellForm(HappenedForm):
    """A doctor has told the citizen of the koordinationsplan."""

    does = TellCitizen
    correctable = False
    relatives = AnswerField(
        label=_("Må de pårørende få den at vide?"), help_text=_("Det er borgerens svar. Uden et ja må de ikke.")
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Now."""
        return {"occurred_at": now}

    @property
    def heard(self) -> str:
        """Whoever has the plan."""
        return gettext("Kun de, planen er sendt til, får det at vide. De kan se det med det samme.")


MEETING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="bed-om-moede",
        name="ask-for-meeting",
        form=AskForm,
        row="meeting",
        label=_("Bed om et dialogmøde"),
        heading=_("Bed om et dialogmøde"),
        consequence=_("Afdelingen får opgaven og indbyder eller svarer, hvorfor der ikke holdes møde."),
        done=_("Der er bedt om et dialogmøde."),
    ),
    ActSpec(
        slug="indbyd",
        name="invite-to-meeting",
        form=InviteForm,
        row="meeting",
        label=_("Indbyd til møde"),
        heading=_("Indbyd til møde, udskrivningsaftale eller koordinationsplan"),
        consequence=_("De indbudte ser tid og sted. Ring til borgeren og til dem, der ikke læser her."),
        done=_("Indbydelsen er gemt. De indbudte får besked om 30 sekunder."),
    ),
    ActSpec(
        slug="intet-moede",
        name="decline-meeting",
        form=DeclineMeetingForm,
        row="meeting",
        label=_("Der holdes ikke møde"),
        heading=_("Svar, at der ikke holdes møde"),
        consequence=_("Den, der har bedt om mødet, læser hvorfor."),
        done=_("Svaret er gemt."),
    ),
    ActSpec(
        slug="borgeren-fortalt",
        name="tell-citizen",
        form=TellForm,
        row="plan",
        label=_("Borgeren er fortalt om planen"),
        heading=_("Borgeren er fortalt om koordinationsplanen"),
        consequence=_("Fra nu af må planen vises for borgeren, og for de pårørende, hvis borgeren har sagt ja."),
        done=_("Noteret, at borgeren er fortalt om planen."),
    ),
)
MEETING_ANSWERS = {"answer_meeting": "invite-to-meeting", "invite_parties": "invite-to-meeting"}
MEETING_DECLINES = {"answer_meeting": "decline-meeting"}
