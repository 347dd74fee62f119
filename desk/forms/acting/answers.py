"""What the sectors tell each other: destination, nursing, reports, acknowledgements, notes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.fields import AnswerField
from journeys.actions import statements
from journeys.actions.acting.acts import Act
from journeys.actions.marks import acknowledge
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from journeys.sentences import DESTINATION_WORDS
from organisations.domain.permissions import Permission


def _capital(word: object) -> str:
    text = str(word)
    return text[:1].upper() + text[1:]


class DestinationForm(ActForm):
    """Where the citizen goes after the stay (RULES 2e E5)."""

    does = statements.StateDestination
    destination = forms.ChoiceField(label=_("Borgeren udskrives til"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        """In the language of the page."""
        self.fields["destination"].choices = [  # type: ignore[attr-defined]
            (destination.value, _capital(word)) for destination, word in DESTINATION_WORDS.items()
        ]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What was said last."""
        return {"destination": journey.destination}


class NursingForm(ActForm):
    """The municipality's answer for this discharge (RULES 2e E4)."""

    kind, permission = EventKind.NURSING_ANSWERED, Permission.ANSWER_NURSING
    community_nursing = AnswerField(
        label=_("Får borgeren kommunal sygepleje efter udskrivelsen?"),
        help_text=_("Ja, også når sygeplejen først begynder med denne udskrivelse."),
    )

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What was said last."""
        return {"community_nursing": journey.community_nursing}

    def payload(self) -> dict[str, Any]:
        """Not known is an answer too."""
        return {"community_nursing": self.cleaned_data["community_nursing"]}


class AdmissionReportForm(HappenedForm):
    """The report of admission has been sent, from the municipality's own system (flowchart 2-2)."""

    kind, permission = EventKind.REPORT_OF_ADMISSION_SENT, Permission.SEND_ADMISSION_REPORT

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Most write it down when they have just sent it."""
        return {"occurred_at": now}

    def payload(self) -> dict[str, Any]:
        """Said by hand, not seen as a message."""
        return {"manual": True}


class AcknowledgeForm(ActForm):
    """*Kvittér*: the unit has read everything so far."""

    kind, permission = EventKind.ACKNOWLEDGED, Permission.ACKNOWLEDGE_JOURNEY

    def write(self, act: Act) -> None:
        """The event and the unit's own mark."""
        assert self.journey is not None
        acknowledge(self.journey, act=act)


class NoteForm(ActForm):
    """A short note to the other parties."""

    does = statements.WriteNote
    text = forms.CharField(
        label=_("Note til de andre parter"),
        help_text=_("Kort. Skriv ikke CPR-nummer. Journaloplysninger hører hjemme i journalen."),
        max_length=1000,
        # The page is there to be written on: whoever came by the key `n` types on.
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )

    @classmethod
    def said(cls, event: JourneyEvent) -> Mapping[str, Any]:
        """The text."""
        return {"text": event.payload.get("text", "")}
