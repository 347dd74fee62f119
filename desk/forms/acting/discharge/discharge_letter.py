"""The discharge letter: sent, handed over, acknowledged (RULES 2f)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm, HappenedForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import AnswerField, MomentField, area
from discharge.discharge_letter import acts
from discharge.discharge_letter.rules.deadline import LetterGroup
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey


class LetterSentForm(ActForm):
    """The ward has sent the letter (L3: a follow-up stands at the top)."""

    does = acts.SendLetter
    follow_up = AnswerField(label=_("Skal egen læge følge op?"), unknown=False)
    recommendation = area(
        _("Hvad skal egen læge følge op på?"),
        help_text=_("Kort og konkret: hvad og hvornår. Det står øverst hos egen læge."),
        required=False,
    )
    group = forms.ChoiceField(
        label=_("Skal kommunen eller egen læge handle med det samme?"), widget=forms.RadioSelect, required=False
    )

    def prepare(self) -> None:
        """Who must act on it decides which deadline holds (L1, L2)."""
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            (LetterGroup.STRICT.value, _("Ja")),
            (LetterGroup.GENERAL.value, _("Nej")),
        ]


class LetterHandedForm(HappenedForm):
    """A citizen without a practice has got the letter (L4)."""

    does = acts.HandLetter
    occurred_at = MomentField(label=_("Hvornår fik borgeren epikrisen?"), meaning=Meaning.HAPPENED)
    way = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=[
            (acts.DeliveryWay.PAPER.value, _("På papir")),
            (acts.DeliveryWay.DIGITAL_POST.value, _("I Digital Post")),
        ],
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

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Mostly just now."""
        return {"occurred_at": now}


class LetterReceiptForm(ActForm):
    """The practice's receipt (L4)."""

    does = acts.AcknowledgeLetter
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


LETTER_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="epikrise-sendt",
        name="send-letter",
        form=LetterSentForm,
        row="letter",
        label=_("Sendt fra et andet system"),
        heading=_("Epikrisen er sendt fra et andet system"),
        consequence=_(
            "Kun for en epikrise, der ikke skrives her under Breve og planer. "
            "Tidspunktet nu gælder, når kvitteringen er kommet."
        ),
        done=_("Noteret, at epikrisen er sendt. Nu ventes på kvittering."),
    ),
    ActSpec(
        slug="epikrise-givet",
        name="hand-letter",
        form=LetterHandedForm,
        row="letter",
        label=_("Epikrisen er givet til borgeren"),
        heading=_("Epikrisen er givet til borgeren"),
        consequence=_("Borgeren har ikke egen læge. Punktet lukkes, når borgeren har fået epikrisen."),
        done=_("Noteret, at borgeren har fået epikrisen."),
    ),
    ActSpec(
        slug="epikrise-kvittering",
        name="acknowledge-letter",
        form=LetterReceiptForm,
        row="letter",
        label=_("Kvittér for epikrisen"),
        heading=_("Kvittér for epikrisen"),
        consequence=_("Et nej sender opgaven tilbage til afdelingen, som sender epikrisen igen."),
        done=_("Kvitteringen er gemt."),
    ),
)


LETTER_ANSWERS: dict[str, str] = {
    "discharge_letter": "send-letter",
    "await_letter_receipt": "acknowledge-letter",
    "letter_not_received": "send-letter",
    "hand_letter": "hand-letter",
}
