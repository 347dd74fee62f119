"""The day on which the agreement is read, and a clause in new words."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, area
from journeys.actions.refusals import Refused
from journeys.domain.calendar.plausible import Meaning
from organisations.models import User
from principles.clauses.actions import save_version
from principles.clauses.rules.in_force import Wording
from principles.clauses.selectors import last_number
from principles.models import ClauseVersion


class DayForm(CheckedForm):
    """As it stood on a day."""

    dato = CalendarDayField(label=_("Sådan stod det den"), meaning=Meaning.LOOKED_UP)


class ClauseVersionForm(CheckedForm):
    """A clause in new words, from a day that has not come."""

    title_da = forms.CharField(label=_("Overskrift"), max_length=120)
    text_da = area(
        _("Tekst"),
        most=4000,
        rows=8,
        help_text=_("Kort, i jeres egne ord. En linje, der begynder med »- «, er et punkt."),
    )
    title_en = forms.CharField(label=_("Overskrift på engelsk"), max_length=120)
    text_en = area(_("Tekst på engelsk"), most=4000, rows=8)
    valid_from = CalendarDayField(
        label=_("Gælder fra"),
        help_text=_("Tidligst i morgen. Det, der har stået, ændres ikke."),
        meaning=Meaning.DECIDED,
    )
    reason = forms.CharField(label=_("Hvem har besluttet det, og hvorfor"), max_length=500)
    # The clause's last version when the page was made; programs may leave it out.
    seen = forms.IntegerField(required=False, min_value=0, max_value=32000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        """`address` is the clause's."""
        super().__init__(*args, **kwargs)
        self.address = address

    @property
    def wording(self) -> Wording:
        """What a valid form says, with one kind of line ends."""
        said = self.cleaned_data
        texts = (said[name].replace("\r\n", "\n").strip() for name in ("text_da", "text_en"))
        return Wording(
            (said["title_da"].strip(), said["title_en"].strip()), (next(texts), next(texts)), said["valid_from"]
        )

    def perform(self, by: User, now: datetime) -> ClauseVersion:
        """Saves it. Raises NotAllowed or Refused."""
        said = self.cleaned_data
        return save_version(self.address, self.wording, reason=said["reason"], by=by, now=now, seen=said["seen"])

    def refuse(self, refused: Refused) -> None:
        """What somebody else wrote stands on the page that comes now: the next press counts."""
        super().refuse(refused)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = str(last_number(self.address))  # type: ignore[index]
