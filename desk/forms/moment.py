"""Choosing a moment, past or future, to ask who was or will be responsible (RULES 2d responsible_at)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import MomentField


class MomentForm(forms.Form):
    """One moment; empty is now."""

    tid = MomentField(label=_("Dato og klokkeslæt"), required=False)
