"""What citizens write on their own page: a few words each, by the same acts as staff (001-11, 001 bilag 2 B2-P5 b)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import area
from discharge.agreement.acts import WriteOwnWish
from discharge.meetings.acts import AskForOwnMeeting
from journeys.actions.acting.stated import StatedAct
from journeys.models import Journey


class OwnWordsForm(CheckedForm):
    """A text; the key makes a second press harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With a key of its own."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())


class OwnWishForm(OwnWordsForm):
    """Whose part it is, and the words."""

    said_by = forms.ChoiceField(
        label=_("Hvad vil du skrive om?"),
        choices=(
            ("citizen", _("Det, jeg selv ønsker eller er bekymret for")),
            ("relative", _("Det, mine pårørende kan og vil hjælpe med")),
        ),
        widget=forms.RadioSelect,
    )
    text = area(_("Skriv her"), rows=5)


class OwnMeetingForm(OwnWordsForm):
    """What it is to be about."""

    text = area(_("Hvad skal mødet handle om?"), rows=5)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One thing that a citizen can write: form, act, and the words around it."""

    form: type[OwnWordsForm]
    does: type[StatedAct]
    heading: Promise
    says: Promise
    act: Callable[[Mapping[str, Any]], StatedAct]

    def why_not(self, journey: Journey, now: datetime) -> str | None:
        """The code of why it cannot be written now; None when it can."""
        return self.does.refusal(journey, now)


OWN_WORDS: Mapping[str, OwnWords] = {
    "oenske": OwnWords(
        OwnWishForm,
        WriteOwnWish,
        _("Skriv et ønske"),
        _("Afdelingen og kommunen kan læse det om et halvt minut. De kan se, at det er fra dig."),
        lambda said: WriteOwnWish(said_by=said["said_by"], text=said["text"]),
    ),
    "moede": OwnWords(
        OwnMeetingForm,
        AskForOwnMeeting,
        _("Bed om et møde"),
        _("Afdelingen svarer dig: Enten holder den et møde, eller også siger den, hvorfor den ikke gør."),
        lambda said: AskForOwnMeeting(text=said["text"]),
    ),
}
