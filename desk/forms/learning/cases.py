"""A journey nominated, its citizen told or saying no, its check by a second person, and its audit (FQ2; B2-P5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import CalendarDayField, area
from desk.forms.seen import SeenRowForm
from documents.sentences import lazy_words
from journeys.domain.calendar.plausible import Meaning
from journeys.models import Journey
from organisations.domain.roles import Role
from organisations.models import User
from principles.learning.actions import answer_audit, nominate, object_to, show_case, tell_holder
from principles.learning.rules.asking import Holder, Tone
from principles.learning.rules.audit import QUESTIONS, AuditVerdict
from principles.learning.texts import HOLDERS, TONES, VERDICTS
from principles.models import LearningCase

LONG = 2000


def text_area(label: Any, *, rows: int = 5, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return area(label, most=LONG, rows=rows, **more)


class CaseForm(SeenRowForm):
    """A form about one journey that says how it is saved; page and program save alike."""

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Writes what was filled in and answers with the case. Raises Refused."""
        raise NotImplementedError


class NominationForm(CaseForm):
    """How it went, and what can be learnt."""

    tone = forms.ChoiceField(
        label=_("Hvordan gik det?"),
        choices=[(tone.value, lazy_words(TONES[tone.value])) for tone in Tone],
        widget=forms.RadioSelect,
    )
    words = text_area(_("Hvad kan vi lære af det?"), rows=6)

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any) -> None:
        """About that journey."""
        super().__init__(*args, **kwargs)
        self.journey = journey

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Nominates it."""
        said = self.cleaned_data
        return nominate(self.journey, tone=Tone(said["tone"]), words=said["words"], by=by, now=now)


def _holder_choices(holders: Sequence[Holder]) -> list[tuple[str, Any]]:
    return [(holder.value, lazy_words(HOLDERS[holder.value])) for holder in holders]


class ToldForm(CaseForm):
    """Who was told, and when."""

    told_whom = forms.ChoiceField(label=_("Hvem er fortalt det"))
    told_on = CalendarDayField(
        label=_("Hvilken dag"),
        meaning=Meaning.HAPPENED,
        help_text=_("Sig, at ingen kan se, hvem det handler om, og at man altid kan sige nej."),
    )

    def __init__(self, *args: Any, case: LearningCase, holders: Sequence[Holder], **kwargs: Any) -> None:
        """Those who can be told."""
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["told_whom"].choices = _holder_choices(holders)  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Writes it down."""
        said = self.cleaned_data
        return tell_holder(self.case, whom=Holder(said["told_whom"]), on=said["told_on"], by=by, now=now)


class ObjectionForm(CaseForm):
    """Who said no."""

    objected_whom = forms.ChoiceField(
        label=_("Hvem siger nej"),
        help_text=_("Alt, der er skrevet om forløbet her, bliver slettet. Forløbet selv bliver ikke ændret."),
    )

    def __init__(self, *args: Any, case: LearningCase, holders: Sequence[Holder], **kwargs: Any) -> None:
        """Those who can say no."""
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["objected_whom"].choices = _holder_choices(holders)  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Deletes what there was."""
        whom = Holder.CITIZEN if by.role is Role.CITIZEN else Holder(self.cleaned_data["objected_whom"])
        return object_to(self.case, whom=whom, by=by, now=now)


class CheckForm(CaseForm):
    """What others may read: the pack as it is, and the lesson written anew."""

    lesson = text_area(
        _("Hvad kan andre lære af det?"),
        required=False,
        help_text=_(
            "Skriv det med dine egne ord, så ingen kan genkende nogen. Tomt: kun pakken bliver vist. Navne, steder, "
            "datoer og numre bliver afvist."
        ),
    )
    looked = forms.BooleanField(
        label=_("Jeg har set pakken og bemærkningerne i auditen igennem. Ingen kan genkendes i dem.")
    )

    def __init__(self, *args: Any, case: LearningCase, **kwargs: Any) -> None:
        """Of that case; words that come while the page is open have been seen by nobody yet."""
        super().__init__(*args, **kwargs)
        self.case = case
        self.watch_rows([*case.nominations.all(), *case.audit.all()])

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Shows it to others from now on."""
        return show_case(self.case, lesson=self.cleaned_data["lesson"], by=by, now=now)


class AuditForm(CaseForm):
    """The questions of the audit, each with an answer and a remark; what is left empty is not answered."""

    def __init__(self, *args: Any, case: LearningCase, **kwargs: Any) -> None:
        """Filled with the answers there are."""
        stored = {row.question: row for row in case.audit.all()}
        initial = {key: row.verdict for key, row in stored.items()}
        initial |= {f"{key}_words": row.words for key, row in stored.items()}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.case = case
        self.watch_rows(stored.values())
        choices = [("", "–"), *((verdict.value, lazy_words(VERDICTS[verdict.value])) for verdict in AuditVerdict)]
        for question in QUESTIONS:
            label: Any = lazy_words((question.danish, question.english))
            self.fields[question.key] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.fields[f"{question.key}_words"] = forms.CharField(
                label=_("Bemærkning til det"), max_length=400, required=False
            )
        self.fields["sure"] = self.fields.pop("sure")

    def clean(self) -> dict[str, Any]:
        """A remark without an answer would be lost."""
        said = super().clean()
        for question in QUESTIONS:
            if said.get(f"{question.key}_words", "").strip() and not said.get(question.key):
                sentence = _("Vælg også et svar, ellers bliver bemærkningen ikke gemt.")
                self.add_error(question.key, forms.ValidationError(sentence, code="answer_missing"))
        return said

    def perform(self, by: User, now: datetime) -> LearningCase:
        """Saves what was answered."""
        said = self.cleaned_data
        answers = {
            question.key: (AuditVerdict(said[question.key]), said[f"{question.key}_words"].strip())
            for question in QUESTIONS
            if said[question.key]
        }
        return answer_audit(self.case, answers, by=by, now=now)
