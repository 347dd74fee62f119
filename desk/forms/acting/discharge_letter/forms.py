"""The discharge letter: sent, handed over, acknowledged (RULES 2f)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.fields import AnswerField, MomentField, area
from discharge.discharge_letter.actions import Way, acknowledge_letter, follow_up_said, hand_letter, send_letter
from discharge.discharge_letter.rules.deadline import LetterGroup
from journeys.actions.acting.acts import Act
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission


class LetterSentForm(ActForm):
    """The ward has sent the letter (L3: a follow-up stands at the top)."""

    kind, permission = EventKind.LETTER_SENT, Permission.SEND_DISCHARGE_LETTER
    follow_up = AnswerField(label=_("Skal egen læge følge op?"), unknown=False)
    recommendation = area(
        _("Hvad skal egen læge følge op på?"),
        help_text=_("Kort og konkret: hvad og hvornår. Det står øverst hos egen læge."),
        required=False,
    )
    group = forms.ChoiceField(
        label=_("Skal kommunen eller egen læge handle med det samme?"), widget=forms.RadioSelect, required=False
    )

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """What is to be followed up is still said."""
        follow_up_said(self.cleaned_data["follow_up"], self.cleaned_data["recommendation"])

    def prepare(self) -> None:
        """Who must act on it decides which deadline holds (L1, L2)."""
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            (LetterGroup.STRICT.value, _("Ja")),
            (LetterGroup.GENERAL.value, _("Nej")),
        ]

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        send_letter(
            self.journey,
            act=act,
            follow_up=said["follow_up"],
            recommendation=said["recommendation"],
            group=LetterGroup(said["group"]) if said["group"] else None,
        )


class LetterHandedForm(HappenedForm):
    """A citizen without a practice has got the letter (L4)."""

    kind, permission = EventKind.LETTER_HANDED, Permission.SEND_DISCHARGE_LETTER
    occurred_at = MomentField(label=_("Hvornår fik borgeren epikrisen?"), meaning=Meaning.HAPPENED)
    way = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=[(Way.PAPER.value, _("På papir")), (Way.DIGITAL_POST.value, _("I Digital Post"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("Hvad viser, at borgeren har fået den?"),
        help_text=_("For eksempel hvem der gav den, eller hvornår den blev leveret i Digital Post."),
        max_length=200,
    )
    follow_up = AnswerField(label=_("Skal nogen følge op?"), unknown=False)
    recommendation = area(
        _("Hvad skal der følges op på?"),
        help_text=_("Kort og konkret: hvad, hvornår og af hvem."),
        required=False,
    )
    field_order = ("occurred_at", "way", "evidence", "follow_up", "recommendation")

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """What is to be followed up is still said."""
        follow_up_said(self.cleaned_data["follow_up"], self.cleaned_data["recommendation"])

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly just now."""
        return {"occurred_at": now}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        said = self.cleaned_data
        hand_letter(
            self.journey,
            way=Way(said["way"]),
            evidence=said["evidence"],
            at=self.happened_at,
            follow_up=said["follow_up"],
            recommendation=said["recommendation"],
            act=act,
        )


class LetterReceiptForm(ActForm):
    """The practice's receipt (L4)."""

    kind, permission = EventKind.LETTER_ACKNOWLEDGED, Permission.ACKNOWLEDGE_DISCHARGE_LETTER
    correctable = False
    positive = forms.TypedChoiceField(
        label=_("Er epikrisen kommet?"),
        choices=[("yes", _("Ja, den er modtaget")), ("no", _("Nej, den er ikke kommet rigtigt frem"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Programs say true or false."""
        super().__init__(*args, **kwargs)
        if isinstance(self.data.get("positive"), bool):
            self.data = {**self.data, "positive": "yes" if self.data["positive"] else "no"}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        acknowledge_letter(self.journey, positive=self.cleaned_data["positive"], act=act)
