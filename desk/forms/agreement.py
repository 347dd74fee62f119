"""The day on which the agreement is read."""

from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField
from journeys.domain.calendar.plausible import Meaning


class DayForm(CheckedForm):
    """As it stood on a day."""

    dato = CalendarDayField(label=_("Sådan stod det den"), meaning=Meaning.LOOKED_UP)
