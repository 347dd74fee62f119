"""What an administrator looks up in the access log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from organisations.domain.identifiers import check_cpr, normalise_cpr
from organisations.sentences import problem_sentence


class LogForm(CheckedForm):
    """A person, a citizen, or both."""

    user = forms.CharField(label=_("Medarbejderens navn"), max_length=200, required=False)
    cpr = forms.CharField(label=_("Borgerens CPR-nummer"), max_length=20, required=False)

    def clean_cpr(self) -> str:
        """Normalised; something that is no number is refused."""
        cpr = normalise_cpr(self.cleaned_data["cpr"])
        problem = check_cpr(cpr) if cpr else None
        if problem is not None:
            raise forms.ValidationError(problem_sentence(problem))
        return cpr
