"""To whom a working copy goes, and what a person has decided about it (RULES 2a)."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import AnswerField
from documents.selectors.choice import ReceiverChoice
from journeys.domain.events.payloads.documents import AnswerCode


class SendForm(CheckedForm):
    """Receivers, the need of the municipality where nobody knows it, and a decision where the rules cannot tell."""

    receivers = forms.MultipleChoiceField(
        label=_("Modtagere"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Vælg en modtager.")}
    )
    needs = AnswerField(label=_("Får borgeren brug for kommunens hjælp efter udskrivelsen?"), required=False)
    decided = forms.BooleanField(label=_("Jeg har undersøgt det og afgjort, at det må sendes"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, choices: list[ReceiverChoice], *args: Any, asks_need: bool = False, **kwargs: Any) -> None:
        """Only those that it may go to, or may go to once a person has decided."""
        super().__init__(*args, **kwargs)
        open_to = [choice for choice in choices if choice.permission.allowed is not False]
        self.fields["receivers"].choices = [(str(each.unit.pk), each.unit.label) for each in open_to]  # type: ignore[attr-defined]
        if not asks_need:
            del self.fields["needs"]
        if all(each.permission.allowed for each in open_to):
            del self.fields["decided"]

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The receivers' ids."""
        return tuple(map(UUID, self.cleaned_data["receivers"]))


class AnswerForm(CheckedForm):
    """A receiver's answer to one version."""

    answer = forms.ChoiceField(
        label=_("Svar"),
        choices=[
            (AnswerCode.ACKNOWLEDGED.value, _("Kvittér")),
            (AnswerCode.MISSING.value, _("Vi mangler oplysninger")),
            (AnswerCode.CALL_ME.value, _("Ring til os")),
        ],
    )
    text = forms.CharField(
        label=_("Hvad mangler, eller hvilket nummer"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
