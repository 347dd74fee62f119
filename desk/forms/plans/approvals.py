"""A body that is to approve the plan or the agreement, its day and its answer (IP-40)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import CalendarDayField
from desk.forms.plans.writing import WritingForm, fill, words_field
from documents.sentences import lazy_words
from journeys.domain.calendar.plausible import Meaning
from organisations.models import User
from principles.models import ApprovalStep, ImplementationPlan
from principles.plans.actions import save_approval
from principles.plans.rules.approval import DECIDERS, PLACES, ApprovalSubject, Decider
from principles.plans.sentences import OUTCOME_WORDS, SUBJECT_WORDS, decider_name


class ApprovalForm(WritingForm):
    """One step of the process; its place in the order is the body's usual one unless another is said."""

    subject = forms.ChoiceField(
        label=_("Hvad skal godkendes"), choices=[(each.value, words) for each, words in SUBJECT_WORDS.items()]
    )
    body = forms.ChoiceField(
        label=_("Instans"), choices=[(each.value, lazy_words(words)) for each, words in DECIDERS.items()]
    )
    place = forms.IntegerField(
        label=_("Nr. i rækken"),
        min_value=1,
        max_value=20,
        required=False,
        help_text=_("Tomt: som instansen plejer. Instanser med samme nummer venter ikke på hinanden."),
    )
    planned_on = CalendarDayField(label=_("På dagsordenen"), meaning=Meaning.DECIDED, required=False)
    outcome = forms.ChoiceField(
        label=_("Udfald"),
        required=False,
        choices=[("", _("Ikke afgjort")), *((each.value, words) for each, words in OUTCOME_WORDS.items())],
    )
    decided_on = CalendarDayField(label=_("Afgjort den"), meaning=Meaning.HAPPENED, required=False)
    comment = words_field(
        _("Bemærkning"), rows=3, required=False, help_text=_("Skal skrives, når noget er ændret eller sendt tilbage.")
    )

    def __init__(self, *args: Any, step: ApprovalStep, **kwargs: Any) -> None:
        """Filled with the step; what is decided on, and by whom, is not changed afterwards."""
        names = ("subject", "body", "place", "planned_on", "outcome", "decided_on", "comment")
        kwargs.setdefault("initial", {name: getattr(step, name) for name in names})
        super().__init__(*args, **kwargs)
        self.step = step
        self.watch(step)
        if step.pk is not None:
            del self.fields["subject"], self.fields["body"]

    @property
    def heading(self) -> str:
        """Whose answer it is, and to what."""
        return f"{decider_name(self.step.body)}: {SUBJECT_WORDS[ApprovalSubject(self.step.subject)]}"

    def clean(self) -> dict[str, Any]:
        """The usual place where none is said."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        body = said.get("body") or self.step.body
        if body and not said.get("place") and "place" not in self.errors:
            said["place"] = PLACES[Decider(body)]
        return said

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Saves it as it was filled in."""
        fill(self.step, self)
        return save_approval(self.step, by=by, now=now).plan
