"""What is typed about surveys: codes, answers, batches, and texts freed of names; programs send the same fields."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import OrganisationField
from discharge.wording.refused import RefusedByRule
from documents.sentences import in_language
from organisations.models import Organisation, User
from principles.learning.rules.traces import Known, traces_in
from principles.learning.sentences import trace_words
from principles.models import SurveyBatch, SurveyText
from principles.surveys.actions import withdraw_codes
from principles.surveys.rules.codes import FEWEST_CODES, MOST_CODES
from principles.surveys.rules.questions import BY_CODE, LONGEST_TEXT, NOT_SAID, QuestionsVersion, Respondent
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.selectors import hospitals_for_codes, months_for_codes
from principles.surveys.sentences import (
    question_words,
    speciality_choices,
    steps_of,
    theme_choices,
)


class SurveyCodeForm(CheckedForm):
    """The code on the sheet of paper."""

    code = forms.CharField(
        label=_("Koden på arket"),
        help_text=_("12 tegn, for eksempel K7P4-9XQM-2HTD. Store og små bogstaver er lige gode."),
        max_length=20,
        error_messages={"required": _("Skriv koden fra arket.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswersForm(CheckedForm):
    """The questions of a version, as one side is asked; whatever is left open is not said."""

    def __init__(self, *args: Any, version: QuestionsVersion, respondent: Respondent, **kwargs: Any) -> None:
        """One choice a question, and the words where there are any."""
        super().__init__(*args, **kwargs)
        self.version, self.respondent = version, respondent
        for question in version.asked_of(respondent):
            field = forms.ChoiceField(
                label=question_words(question, respondent),
                choices=steps_of(question.scale),
                required=False,
                widget=forms.RadioSelect,
            )
            # Not marked as voluntary one by one: all of it is.
            field.asked = True  # type: ignore[attr-defined]
            self.fields[question.key] = field
        for open_question in version.open_to(respondent):
            words = forms.Textarea({"rows": 4, "autocomplete": "off"})
            text = forms.CharField(
                label=in_language(open_question.words[respondent]),
                required=False,
                max_length=LONGEST_TEXT,
                widget=words,
            )
            text.asked = True  # type: ignore[attr-defined]
            self.fields[open_question.key] = text
        self.fields["sure"] = self.fields.pop("sure")

    @property
    def steps(self) -> Mapping[str, int]:
        """The steps that were chosen; "ved ikke" is an answer as well."""
        keys = [question.key for question in self.version.asked_of(self.respondent)]
        return {key: int(self.cleaned_data[key] or NOT_SAID) for key in keys if self.cleaned_data[key]}

    @property
    def words(self) -> Mapping[str, str]:
        """What was written."""
        return {question.key: self.cleaned_data[question.key] for question in self.version.open_to(self.respondent)}


class CodesForm(CheckedForm):
    """A batch of codes: all that they will ever say."""

    respondent = forms.ChoiceField(
        label=_("Hvem skal svare"),
        choices=[(each.value, _("Borgere") if each is Respondent.CITIZEN else _("Pårørende")) for each in BY_CODE],
        widget=forms.RadioSelect,
        initial=Respondent.CITIZEN.value,
    )
    hospital = OrganisationField(label=_("Hospital"), queryset=Organisation.objects.none(), empty_label=None)
    speciality = forms.ChoiceField(label=_("Speciale"), choices=(), widget=forms.RadioSelect, initial="somatic")
    month = forms.TypedChoiceField(label=_("Måned for udskrivelsen"), coerce=date.fromisoformat, choices=())
    number = forms.IntegerField(
        label=_("Hvor mange ark"),
        initial=20,
        help_text=_("Mellem 10 og 100 ad gangen. Færre ville vise, hvem der svarede."),
        widget=forms.NumberInput({"min": FEWEST_CODES, "max": MOST_CODES, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        """For the hospitals of whoever makes them."""
        super().__init__(*args, **kwargs)
        hospitals = hospitals_for_codes(by, on=today)
        self.fields["hospital"].queryset = hospitals  # type: ignore[attr-defined]
        months = [(month.isoformat(), date_format(month, "F Y")) for month in months_for_codes(today)]
        self.fields["month"].choices = months  # type: ignore[attr-defined]
        self.fields["speciality"].choices = speciality_choices()  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("hospital", "speciality", "month", "number")
        said = {name: self.cleaned_data[name] for name in names}
        return {**said, "respondent": Respondent(self.cleaned_data["respondent"])}


class WithdrawForm(CheckedForm):
    """How many sheets of a batch were handed out before the others were destroyed."""

    handed_out = forms.IntegerField(
        label=_("Delt ud"),
        error_messages={"required": _("Skriv, hvor mange ark der er delt ud.")},
    )

    def perform(self, batch_id: UUID, *, by: User, now: datetime) -> SurveyBatch:
        """Withdraws the others. Raises Refused."""
        return withdraw_codes(batch_id, handed_out=self.cleaned_data["handed_out"], by=by, now=now)


class TextForm(CheckedForm):
    """Somebody's words without names, and what they are about."""

    words = forms.CharField(
        label=_("Teksten uden navne"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Tag navne, steder, datoer og sjældne sygdomme ud. Ret ikke, hvad der menes."),
        widget=forms.Textarea({"rows": 6}),
    )
    themes = forms.MultipleChoiceField(
        label=_("Hvad handler den om"), choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, text: SurveyText, **kwargs: Any) -> None:
        """Begins with the words as they were written."""
        kwargs.setdefault("initial", {"words": text.words})
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]
        for name in ("words", "themes"):
            self.fields[name].asked = True  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        """A net under the reader's own eyes: numbers, addresses and days are found wherever they stand."""
        words: str = self.cleaned_data["words"]
        found = traces_in(words, Known())
        if found:
            raise forms.ValidationError(RefusedByRule("learning.recognisable", what=trace_words(found)).sentence)
        return words

    @property
    def chosen(self) -> Sequence[SurveyTheme]:
        """The subjects."""
        return [SurveyTheme(each) for each in self.cleaned_data["themes"]]
