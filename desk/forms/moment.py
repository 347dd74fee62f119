"""Choosing a moment, past or future, to ask who was or will be responsible (RULES 2d responsible_at)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import MomentField
from journeys.domain.calendar.plausible import Meaning


class MomentForm(CheckedForm):
    """One moment; empty is now."""

    tid = MomentField(label=_("Dato og klokkeslæt"), required=False, meaning=Meaning.LOOKED_UP)
