"""What is written in the registers; programs send the same fields."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import CalendarDayField, OrganisationField, area, indicator_field, to_choose
from desk.forms.seen import SEEN_ROW, SeenRowForm
from desk.selectors.registers.follow_up import question_choices
from journeys.domain.calendar.plausible import Meaning
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation, User
from organisations.selectors.areas import members_of
from organisations.sentences import reading_language
from principles.clauses.selectors import clauses_on
from principles.indicators.rules.registry import QUESTIONS
from principles.models import Adoption, Alternative, ChangeRequest, FollowUpAnswer, SharedPractice, TrainingEvent
from principles.registers.actions import (
    ask_for_change,
    decide_change,
    save_adoption,
    save_alternative,
    save_answer,
    save_event,
    save_practice,
    state_status,
)
from principles.registers.rules.changes import TRANSITIONS, ChangeState
from principles.registers.rules.initiatives import Initiative, Status
from principles.registers.rules.training import HIGHEST, LOWEST
from principles.registers.selectors import questions_left
from principles.registers.sentences import CHANGE_WORDS, STATUS_WORDS, TRAINING_WORDS

LONG = 2000
_Row = Alternative | SharedPractice | Adoption | TrainingEvent | FollowUpAnswer


class RegisterForm(SeenRowForm):
    """A form that says how it is saved; page and program save alike."""

    def perform(self, by: User, now: datetime) -> str:
        """Writes what was filled in and answers with the key of its row. Raises Refused."""
        raise NotImplementedError

    def fill(self, row: _Row) -> None:
        """The row with what was filled in."""
        for name in self.fields:
            if name not in ("sure", SEEN_ROW):
                setattr(row, name, self.cleaned_data[name])


def _filled(row: _Row, names: tuple[str, ...], kwargs: dict[str, Any]) -> None:
    kwargs.setdefault("initial", {name: getattr(row, name) for name in names})


class InitiativeStatusForm(RegisterForm):
    """How far an initiative is."""

    status = forms.ChoiceField(label=_("Status"), choices=[(each.value, words) for each, words in STATUS_WORDS.items()])
    on = CalendarDayField(label=_("Fra den"), meaning=Meaning.HAPPENED)
    owner = forms.CharField(
        label=_("Ansvarlig"), max_length=200, required=False, help_text=_("En enhed eller en gruppe, ikke en person.")
    )
    words = area(_("Bemærkning"), most=LONG, rows=4, required=False)

    def __init__(self, *args: Any, initiative: Initiative, status: Status, today: date, **kwargs: Any) -> None:
        """Begins with the status that holds."""
        kwargs.setdefault("initial", {"status": status.value, "on": today})
        super().__init__(*args, **kwargs)
        self.initiative = initiative

    def perform(self, by: User, now: datetime) -> str:
        """Adds it to the history."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("owner", "words", "on")}
        return state_status(self.initiative, status=Status(said["status"]), **words, by=by, now=now).initiative


class AlternativeForm(RegisterForm):
    """What the cluster offers instead of an admission."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    for_whom = area(_("For hvem"), most=400)
    municipality = OrganisationField(
        label=_("Kun for borgere i"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Hele klyngen"),
    )
    phone = forms.CharField(label=_("Telefon"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    hours = forms.CharField(label=_("Åbent"), max_length=120, help_text=_("For eksempel »Alle dage kl. 8–22«."))
    how = area(_("Sådan bruges det"), most=400, required=False)
    valid_from = CalendarDayField(label=_("Gælder fra"), meaning=Meaning.DECIDED)
    last_on = CalendarDayField(
        label=_("Sidste dag"), meaning=Meaning.DECIDED, required=False, help_text=_("Tom: indtil videre.")
    )

    def __init__(self, *args: Any, row: Alternative, today: date, **kwargs: Any) -> None:
        """Filled with the offer."""
        names = ("name", "for_whom", "municipality", "phone", "hours", "how", "valid_from", "last_on")
        _filled(row, names, kwargs)
        kwargs["initial"]["valid_from"] = row.valid_from or today
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)
        homes = members_of(row.area, on=today).filter(kind=OrganisationKind.MUNICIPALITY.value)
        self.fields["municipality"].queryset = homes  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> str:
        """Saves it."""
        self.fill(self.row)
        return str(save_alternative(self.row, by=by, now=now).pk)


class WorkingPracticeForm(RegisterForm):
    """A practice that works."""

    title = forms.CharField(label=_("Navn"), max_length=120)
    problem = area(_("Hvad var problemet"), most=LONG, rows=3)
    method = area(_("Sådan gør vi"), most=LONG, rows=5)
    effect = area(_("Hvad kom der ud af det"), most=LONG, rows=3, required=False)
    indicator = indicator_field()
    published_on = CalendarDayField(label=_("Beskrevet den"), meaning=Meaning.HAPPENED)

    def __init__(self, *args: Any, row: SharedPractice, today: date, **kwargs: Any) -> None:
        """Filled with the practice."""
        _filled(row, ("title", "problem", "method", "effect", "indicator", "published_on"), kwargs)
        kwargs["initial"]["published_on"] = row.published_on or today
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)

    def perform(self, by: User, now: datetime) -> str:
        """Saves it."""
        self.fill(self.row)
        return str(save_practice(self.row, by=by, now=now).pk)


class AdoptionForm(RegisterForm):
    """A practice that is taken up, and what was seen since."""

    begun_on = CalendarDayField(label=_("Begyndt"), meaning=Meaning.HAPPENED)
    ended_on = CalendarDayField(
        label=_("Stoppet"), meaning=Meaning.HAPPENED, required=False, help_text=_("Tom: vi bruger den stadig.")
    )
    experience = area(_("Erfaring"), most=LONG, rows=4, required=False)

    def __init__(self, *args: Any, row: Adoption, today: date, **kwargs: Any) -> None:
        """Filled with what is known."""
        _filled(row, ("begun_on", "ended_on", "experience"), kwargs)
        kwargs["initial"]["begun_on"] = row.begun_on or today
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)
        if row._state.adding:
            del self.fields["ended_on"]

    def perform(self, by: User, now: datetime) -> str:
        """Saves it; the practice is its row."""
        self.fill(self.row)
        return str(save_adoption(self.row, by=by, now=now).practice_id)


class ScoreField(forms.DecimalField):
    """A mean from 1 to 5 with one decimal, with comma or point."""

    def __init__(self, **kwargs: Any) -> None:
        """Typed as text: a browser's number input takes only its own language's sign."""
        super().__init__(min_value=LOWEST, max_value=HIGHEST, decimal_places=1, max_digits=2, required=False, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """ "4,2" is 4.2."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class EventForm(RegisterForm):
    """Joint training or a meeting."""

    title = forms.CharField(label=_("Emne"), max_length=200)
    kind = forms.ChoiceField(label=_("Slags"), choices=[(each.value, words) for each, words in TRAINING_WORDS.items()])
    held_on = CalendarDayField(label=_("Dag"), meaning=Meaning.DECIDED)
    from_hospital = forms.IntegerField(label=_("Deltagere fra hospital"), min_value=0, max_value=999, required=False)
    from_municipality = forms.IntegerField(label=_("Deltagere fra kommune"), min_value=0, max_value=999, required=False)
    from_practice = forms.IntegerField(
        label=_("Deltagere fra almen praksis"), min_value=0, max_value=999, required=False
    )
    score = ScoreField(label=_("Karakter fra 1 til 5"), help_text=_("Gennemsnittet af deltagernes svar."))
    evaluation = area(_("Evaluering"), most=LONG, rows=4, required=False, help_text=_("Skriv ingen navne."))

    def __init__(self, *args: Any, row: TrainingEvent, today: date, **kwargs: Any) -> None:
        """Filled with the event."""
        names = ("title", "kind", "held_on", "from_hospital", "from_municipality", "from_practice")
        _filled(row, (*names, "score", "evaluation"), kwargs)
        kwargs["initial"]["held_on"] = row.held_on or today
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)

    def perform(self, by: User, now: datetime) -> str:
        """Saves it."""
        self.fill(self.row)
        return str(save_event(self.row, by=by, now=now).pk)


class FollowUpAnswerForm(RegisterForm):
    """What the cluster answers to one of the ten questions."""

    question = forms.ChoiceField(label=_("Spørgsmål"))
    words = area(_("Svar"), most=LONG, rows=8, help_text=_("Skriv ingen navne. Tallene står ved siden af svaret."))

    def __init__(self, *args: Any, row: FollowUpAnswer, **kwargs: Any) -> None:
        """Filled with the answer. Its question stands once it is written; a new one is of those that are left."""
        _filled(row, ("question", "words"), kwargs)
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)
        # What was sent is judged by the act, which says that somebody has answered since.
        offered: Collection[str] = QUESTIONS if self.is_bound else questions_left(row.area)
        if not row._state.adding:
            offered = {row.question}
        asked = [(key, words) for key, words in question_choices() if key in offered]
        self.fields["question"].choices = to_choose(asked, row.question)  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> str:
        """Saves it."""
        self.fill(self.row)
        return str(save_answer(self.row, by=by, now=now).pk)


class ChangeForm(RegisterForm):
    """A wish to change a clause."""

    clause = forms.ChoiceField(label=_("Punkt"))
    wish = area(_("Hvad skal ændres"), most=LONG, rows=4)
    reason = area(_("Hvorfor"), most=LONG, rows=3)

    def __init__(self, *args: Any, today: date, clause: str = "", **kwargs: Any) -> None:
        """Of the clause from whose page it is asked."""
        kwargs.setdefault("initial", {"clause": clause})
        super().__init__(*args, **kwargs)
        rows = [(row.clause.address, row.title) for row in clauses_on(today, language=reading_language())]
        self.fields["clause"].choices = to_choose(rows, clause)  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> str:
        """Asks."""
        said: Mapping[str, str] = {name: self.cleaned_data[name] for name in ("clause", "wish", "reason")}
        return str(ask_for_change(**said, by=by, now=now).pk)


class SteeringDecisionForm(RegisterForm):
    """What the steering group decided, and why."""

    state = forms.ChoiceField(label=_("Afgørelse"))
    reason = area(_("Begrundelse"), most=LONG, rows=4)

    def __init__(self, *args: Any, row: ChangeRequest, **kwargs: Any) -> None:
        """Only what can follow."""
        super().__init__(*args, **kwargs)
        self.row = row
        self.watch(row)
        following = TRANSITIONS[ChangeState(row.state)]
        choices = [(each.value, CHANGE_WORDS[each]) for each in ChangeState if each in following]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def perform(self, by: User, now: datetime) -> str:
        """Decides."""
        said = self.cleaned_data
        row = decide_change(self.row, state=ChangeState(said["state"]), reason=said["reason"], by=by, now=now)
        return str(row.pk)
