"""Forms of the two ways to open a citizen who is not one's own, and of their control."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import area
from journeys.domain.sight.door_rules import LONGEST_REASON, SHORTEST_REASON, reason_problem
from journeys.sentences import refused_sentence

# A pass is good as long as one may sit and write a reason.
PASS_FOR_SECONDS = 15 * 60
_SALT = "desk.doors"


def door_pass(citizen_id: object, user_id: int) -> str:
    """Proof that this user asked for this citizen by CPR number, once; the number itself is not in it."""
    return signing.dumps([str(citizen_id), user_id, str(uuid4())], salt=_SALT)


class PassForm(CheckedForm):
    """Opens on the strength of a search."""

    ticket = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user_id: int, **kwargs: Any) -> None:
        """The pass is personal."""
        super().__init__(*args, **kwargs)
        self.user_id = user_id

    def clean_ticket(self) -> str:
        """The citizen's id."""
        try:
            citizen_id, user_id, pass_id = signing.loads(
                self.cleaned_data["ticket"], salt=_SALT, max_age=PASS_FOR_SECONDS
            )
        except (signing.BadSignature, ValueError) as error:
            raise forms.ValidationError(_("Søg efter CPR-nummeret igen.")) from error
        if user_id != self.user_id:
            raise forms.ValidationError(_("Søg efter CPR-nummeret igen."))
        self.pass_id = UUID(pass_id)
        return str(citizen_id)


class ReasonForm(PassForm):
    """A reason in words, which somebody else reads afterwards."""

    reason = area(
        _("Hvorfor har du brug for at se borgerens forløb nu?"),
        help_text=_("Skriv det med ord. Begrundelsen læses af en anden bagefter. Skriv ikke CPR-nummer."),
        most=LONGEST_REASON,
        rows=3,
    )

    def clean_reason(self) -> str:
        """What another can judge."""
        reason: str = self.cleaned_data["reason"]
        problem = reason_problem(reason)
        if problem is not None:
            raise forms.ValidationError(refused_sentence(problem, {"shortest": SHORTEST_REASON}), code=problem)
        return reason


class ContactReasonForm(ReasonForm):
    """Why the citizen is in contact with an acute unit now."""


class BreakGlassForm(ReasonForm):
    """Why the glass is broken."""


class ReviewForm(CheckedForm):
    """A colleague's verdict on one emergency access."""

    justified = forms.TypedChoiceField(
        label=_("Var opslaget berettiget?"),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = area(_("Notat"), required=False)
