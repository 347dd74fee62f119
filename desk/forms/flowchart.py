"""Whether a step of the flowchart helped (FQ8)."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import AnswerField
from desk.selectors.flowchart.chart import SLUGS


class HelpfulForm(CheckedForm):
    """Yes or no, and the chart on which it was asked."""

    helpful = AnswerField(label=_("Var det til hjælp?"), unknown=False)
    track = forms.ChoiceField(choices=[(slug, slug) for slug in SLUGS], required=False, widget=forms.HiddenInput)
    journey = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def back(self) -> str:
        """The address of that chart, whatever else was wrong; what was no chart is the first."""
        said = self.cleaned_data
        if said.get("journey"):
            return reverse("desk:journey-flowchart", args=[said["journey"]])
        return reverse("desk:flowchart", args=[said.get("track") or next(iter(SLUGS))])
