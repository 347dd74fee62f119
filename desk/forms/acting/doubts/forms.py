"""The ward's answer to what cannot be right as it stands (DESIGN §4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.fields import area
from desk.selectors.lines.doubted import doubt_lines
from journeys.actions.acting.acts import Act
from journeys.actions.stays.doubts import cancel_doubt, confirm_doubt, correct_doubt, deny_death
from journeys.domain.state.doubts import DoubtKind
from journeys.models import Journey, JourneyEvent
from journeys.selectors.deaths import deaths_belied
from journeys.sentences import moment_words
from organisations.domain.permissions import Permission


class DoubtForm(ActForm):
    """An answer to the first open doubt; the next one is asked after it."""

    permission = Permission.ENTER_CONTACT
    correctable = False

    @property
    def notice(self) -> str:
        """What is in doubt."""
        lines = doubt_lines(self.journey) if self.journey is not None else []
        return lines[0].sentence if lines else ""


class ConfirmDoubtForm(DoubtForm):
    """It stands as it is."""

    text = area(_("Hvad har I undersøgt?"), most=300, required=False)

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        confirm_doubt(self.journey, text=self.cleaned_data["text"], act=act)


class CancelDoubtForm(DoubtForm):
    """It was not so; voiding is final, so there is nothing to undo."""

    immediate = True

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        cancel_doubt(self.journey, act=act)


class DenyDeathForm(DoubtForm):
    """The citizen lives; voiding is final, so there is nothing to undo."""

    permission = Permission.TAKE_BACK_DEATH
    immediate = True

    @property
    def notice(self) -> str:
        """What was told of the citizen after the death, and the deaths that are taken back."""
        if self.journey is None:
            return ""
        lines = (line.sentence for line in doubt_lines(self.journey) if line.kind == DoubtKind.AFTER_DEATH)
        return " ".join([next(lines, ""), *(_death_words(death) for death in deaths_belied(self.journey))]).strip()

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        deny_death(self.journey, act=act)


def _death_words(death: JourneyEvent) -> str:
    facts = {"at": moment_words(death.occurred_at.isoformat())}
    if death.organisation is None:
        return gettext("Meldt død %(at)s.") % facts
    return gettext("Meldt død %(at)s af %(who)s.") % {**facts, "who": death.organisation.label}


class CorrectDoubtForm(DoubtForm, HappenedForm):
    """It was then."""

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Nothing: the time that is shown is the one in doubt."""
        return {}

    def write(self, act: Act) -> None:
        """Through the action."""
        assert self.journey is not None
        correct_doubt(self.journey, occurred_at=self.cleaned_data["occurred_at"], act=act)
