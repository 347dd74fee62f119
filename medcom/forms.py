"""The message log's filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journeys.domain.calendar.plausible import Meaning
from journeys.forms import CalendarDayField
from medcom.domain.states import MessageState
from medcom.models import Gateway
from medcom.selectors.log import LogFilter


class LogFilterForm(forms.Form):
    """Gateway and day; the state is chosen by a chip and kept along."""

    gateway = forms.ModelChoiceField(
        Gateway.objects.all(), label=_("Gateway"), required=False, empty_label=_("Alle gateways")
    )
    day = CalendarDayField(label=_("Dag"), required=False, meaning=Meaning.LOOKED_UP)
    state = forms.ChoiceField(
        choices=[(state.value, state.value) for state in MessageState], required=False, widget=forms.HiddenInput
    )

    def wanted(self) -> LogFilter:
        """The filter; what cannot be understood filters nothing."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        gateway, state = data.get("gateway"), data.get("state")
        return LogFilter(
            state=MessageState(state) if state else None, gateway=gateway.pk if gateway else None, day=data.get("day")
        )
