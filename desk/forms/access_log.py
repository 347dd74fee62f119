"""What an administrator looks up in the access log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CprField


class LogForm(CheckedForm):
    """A person, a citizen, or both."""

    user = forms.CharField(label=_("Medarbejderens navn"), max_length=200, required=False)
    cpr = CprField(label=_("Borgerens CPR-nummer"), max_length=20, required=False)
