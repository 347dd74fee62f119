"""The panel of the discharge letter: due, sent, acknowledged (RULES 2f; UX §1.e)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.discharge_letter.rules.deadline import LetterState
from discharge.discharge_letter.selectors import current_letter, state_of
from discharge.models import DischargeLetter
from discharge.wording.sentences import verdict_json
from documents.domain.threads import Thread
from journeys.models import Journey

_HEADLINES: dict[LetterState, Promise] = {
    LetterState.OPEN: gettext_lazy("Mangler endnu"),
    LetterState.OVERDUE: gettext_lazy("Ikke sendt til tiden"),
    LetterState.SENT: gettext_lazy("Sendt. Afventer kvittering fra egen læge."),
    LetterState.ON_TIME: gettext_lazy("Sendt til tiden og modtaget"),
    LetterState.LATE: gettext_lazy("Sendt for sent, men modtaget"),
    LetterState.NOT_DUE: gettext_lazy("Fristen kan ikke afgøres endnu"),
}


@dataclass(frozen=True, slots=True)
class LetterPanel:
    """The letter that matters now; `older` are those of earlier discharges."""

    letter: DischargeLetter | None
    state: LetterState
    older: int
    verdict: tuple[Mapping[str, Any], ...]
    # It is stated that there is no practice to send it to.
    to_citizen: bool = False
    # The document that the reader can read it in.
    read_in: UUID | None = None

    @property
    def headline(self) -> str:
        """Where it stands."""
        if self.letter is not None and self.state in (LetterState.OPEN, LetterState.OVERDUE):
            if self.to_citizen:
                return _("Borgeren har ikke egen læge. Giv borgeren epikrisen, og notér det her.")
            if self.letter.refused_at:
                return _("Den er ikke kommet rigtigt frem hos egen læge. Den skal sendes igen.")
        if self.letter is not None and self.letter.handed_at:
            return (
                _("Givet til borgeren til tiden")
                if self.state is LetterState.ON_TIME
                else _("Givet til borgeren for sent")
            )
        return str(_HEADLINES[self.state])

    @property
    def owed(self) -> bool:
        """Whether the ward still has to send it."""
        return self.state in (LetterState.OPEN, LetterState.OVERDUE)

    @property
    def to_practice(self) -> bool:
        """Whether a letter to a practice is still to be sent."""
        return self.owed and not self.to_citizen

    @property
    def late(self) -> bool:
        """Whether its time has passed and it is not sent."""
        return self.state is LetterState.OVERDUE


def letter_panel(
    letters: Sequence[DischargeLetter], journey: Journey, threads: Iterable[Thread], *, now: datetime
) -> LetterPanel:
    """Before a discharge there is no letter; letters and `threads` are those that the asker can read."""
    letter = current_letter(letters)
    if letter is None:
        return LetterPanel(None, LetterState.NOT_DUE, 0, ())
    verdict = tuple(verdict_json(each) for each in letter.verdicts)
    read_in = letter.document if str(letter.document) in {thread.document for thread in threads} else None
    return LetterPanel(
        letter=letter,
        state=state_of(letter, now=now),
        older=len(letters) - 1,
        verdict=verdict,
        to_citizen=journey.has_no_practice,
        read_in=read_in,
    )
