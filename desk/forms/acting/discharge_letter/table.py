"""The acts of the discharge letter, for the table of acts (RULES 2f)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.discharge_letter import forms
from desk.forms.acting.spec import ActSpec
from discharge.agreement.selectors import kept_story
from journeys.domain.state.letters import Letter, letters_of
from journeys.models import Journey


def no_practice(journey: Journey) -> bool:
    return journey.gp_known and journey.gp_practice_id is None


def _waiting_letter(journey: Journey) -> Letter | None:
    letters = letters_of(kept_story(journey), no_practice=no_practice(journey))
    waiting = [letter for letter in letters if letter.acknowledged_at is None]
    return waiting[0] if waiting else None


def _letter_missing(journey: Journey) -> bool:
    """Also while a receipt is awaited: a letter that got lost is sent again."""
    return _waiting_letter(journey) is not None


def _letter_to_send(journey: Journey) -> bool:
    """Not to a practice that does not exist."""
    return _letter_missing(journey) and not (journey.gp_known and journey.gp_practice_id is None)


def _letter_to_hand(journey: Journey) -> bool:
    return journey.gp_practice_id is None and _letter_missing(journey)


def _letter_on_its_way(journey: Journey) -> bool:
    letter = _waiting_letter(journey)
    return letter is not None and letter.on_its_way


LETTER_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="epikrise-sendt",
        name="send-letter",
        form=forms.LetterSentForm,
        row="letter",
        label=_("Epikrisen er sendt"),
        heading=_("Epikrisen er sendt"),
        consequence=_(
            "Selve epikrisen sendes fra jeres eget system. Tidspunktet nu gælder, når kvitteringen er kommet."
        ),
        done=_("Noteret, at epikrisen er sendt. Nu ventes på kvittering."),
        offered=_letter_to_send,
    ),
    ActSpec(
        slug="epikrise-givet",
        name="hand-letter",
        form=forms.LetterHandedForm,
        row="letter",
        label=_("Epikrisen er givet til borgeren"),
        heading=_("Epikrisen er givet til borgeren"),
        consequence=_("Borgeren har ikke egen læge. Punktet lukkes, når borgeren har fået epikrisen."),
        done=_("Noteret, at borgeren har fået epikrisen."),
        offered=_letter_to_hand,
    ),
    ActSpec(
        slug="epikrise-kvittering",
        name="acknowledge-letter",
        form=forms.LetterReceiptForm,
        row="letter",
        label=_("Kvittér for epikrisen"),
        heading=_("Kvittér for epikrisen"),
        consequence=_("Et nej sender opgaven tilbage til afdelingen, som sender epikrisen igen."),
        done=_("Kvitteringen er gemt."),
        offered=_letter_on_its_way,
    ),
)


LETTER_ANSWERS: dict[str, str] = {
    "discharge_letter": "send-letter",
    "await_letter_receipt": "acknowledge-letter",
    "letter_not_received": "send-letter",
    "hand_letter": "hand-letter",
}
