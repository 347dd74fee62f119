"""The common part of every act's form: who, which journey, which version, and how it is written."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.dating import holds_from, same_shown, statements
from desk.forms.checked import CONFIRM, CheckedForm
from desk.forms.fields import CalendarDayField, DayField, MomentField
from desk.selectors.asker import Asker
from journeys.actions.acting.acts import (
    Act,
    check_version,
    correct_fact,
    locked,
    state_citizen_fact,
    state_fact,
)
from journeys.actions.acting.once import once, saved_before
from journeys.actions.acting.stated import Saying, StatedAct
from journeys.actions.refusals import NotOffered
from journeys.domain.calendar.clock import to_minute
from journeys.domain.calendar.plausible import Meaning
from journeys.domain.events import CITIZEN_KINDS, EventKind
from journeys.domain.history.release import IMMEDIATE, only_words
from journeys.models import Journey, JourneyEvent
from journeys.selectors.telling import tells_municipality
from organisations.domain.identifiers import cpr_birth_date, is_replacement_cpr
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector

_HIDDEN = ("version", "key", "sure")
# How something was said, not what.
_NOT_SAID = (*_HIDDEN, "page", "confirmed")


class ActForm(CheckedForm):
    """One act. A subclass says its kind and permission, adds fields, and overrides what is special about it.

    Programs send the same fields as JSON; every check is made here and in the action, nowhere else.
    """

    # The act that it fills: kind, permission, policy and payload are that one's, the fields have its fields' names.
    does: ClassVar[type[StatedAct] | None] = None
    kind: ClassVar[EventKind | None] = None
    permission: ClassVar[Permission]
    # Whether others read it at once: then nothing can be undone.
    immediate: ClassVar[bool] = False
    # Whether "Ret" may say the same thing again; what is not correctable can only be taken back.
    correctable: ClassVar[bool] = True
    # Whether what was written is only an entry that somebody else has to confirm.
    waits: bool = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, asker: Asker, journey: Journey | None = None, corrects: bool = False, **kwargs: Any
    ) -> None:
        """`journey` is None only for acts that begin one; `corrects` says that the form restates an event."""
        super().__init__(*args, **kwargs)
        self.asker = asker
        self.journey = journey
        self.corrects = corrects
        self.prepare()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Named once, in the act."""
        super().__init_subclass__(**kwargs)
        if cls.does is not None:
            cls.kind, cls.permission = cls.does.kind, cls.does.permission
            cls.right = cls.does.right  # type: ignore[method-assign]

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """The permission that the act takes as the journey stands."""
        return cls.permission

    def prepare(self) -> None:
        """Choices that depend on the journey or on who asks."""

    @property
    def now(self) -> datetime:
        """When it is asked."""
        return self.asker.now

    @property
    def born(self) -> date | None:
        """As the CPR number tells; replacement numbers may tell another day, so they tell nothing here."""
        cpr = self.cpr_of_citizen
        return cpr_birth_date(cpr) if cpr and not is_replacement_cpr(cpr) else None

    @property
    def cpr_of_citizen(self) -> str:
        """The number of the citizen whom the act concerns."""
        return (self.journey.citizen.cpr or "") if self.journey is not None else ""

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What the fields begin with: what is known already."""
        return {}

    @classmethod
    def said(cls, event: JourneyEvent) -> Mapping[str, Any]:
        """What the fields held when an event was entered, to be corrected."""
        at = {cls.at_field: event.occurred_at} if cls.at_field else {}
        return {**{name: cls._typed(name, value) for name, value in event.payload.items()}, **at}

    @classmethod
    def _typed(cls, name: str, value: Any) -> Any:
        """Instants and days stand in a payload as text."""
        field = cls.base_fields.get(name)
        if not isinstance(value, str) or not isinstance(field, MomentField | CalendarDayField):
            return value
        at = datetime.fromisoformat(value)
        return at if isinstance(field, MomentField) else at.date()

    @property
    def fields_of(self) -> set[str]:
        """The names of the fields that people see."""
        return set(self.fields) - set(_HIDDEN)

    def payload(self) -> dict[str, Any]:
        """What the event will say; values that are not known are left out."""
        if self.does is not None and self.journey is not None:
            return self.stated().said_of(self.journey, self.now)
        values = {name: self.cleaned_data.get(name) for name in self.fields_of - {self.at_field}}
        return {name: _plain(value) for name, value in values.items() if value not in (None, "")}

    @property
    def happened_at(self) -> datetime | None:
        """When it happened; None is now."""
        return self.cleaned_data.get(self.at_field) if self.at_field else None

    def perform(self, act: Act, *, why_not: Callable[[Journey, datetime], str] | None = None) -> bool:
        """Does it once per key; True when the same thing stood already (see `once`).

        `why_not` says of the journey as it stands why no page would offer the act; then nothing is written.
        """
        act = replace(act, at_once=self.immediate)
        return once(act, self._about(), lambda: self._write_now(act, why_not))

    @transaction.atomic
    def _write_now(self, act: Act, why_not: Callable[[Journey, datetime], str] | None) -> None:
        """What refuses the act itself says it better, so it is asked first."""
        refused = why_not(locked(self.journey), act.now) if why_not and self.journey is not None else ""
        self.write(act)
        if refused:
            raise NotOffered(refused)

    def saved_before(self, act: Act) -> datetime | None:
        """When exactly this was saved a moment ago, for acts that say anything at all."""
        return saved_before(act, self._about()) if any(self.statement().values()) else None

    def _about(self) -> dict[str, Any]:
        about = {"act": type(self).__qualname__, "journey": self.journey.pk if self.journey else None}
        return {**about, **self.statement()}

    def amend(self, event: JourneyEvent, act: Act) -> bool:
        """Corrects once per key."""
        return once(act, {"corrects": event.uuid, **self.statement()}, lambda: self.correct(event, act))

    def statement(self) -> dict[str, Any]:
        """Everything that was said, as it was said: the time too."""
        return {name: self.cleaned_data.get(name) for name in set(self.fields) - set(_NOT_SAID)}

    @property
    def unheard(self) -> str:
        """Whom no sentence of the page may promise to tell (SPEC A3.3 rule 7)."""
        journey = self.journey
        if journey is None or journey.municipality_id is None or tells_municipality(journey):
            return ""
        if self.asker.sector is Sector.MUNICIPALITY:
            return ""
        return gettext("Kommunen får ikke besked, før det er oplyst, at borgeren får hjælp fra den.")

    @property
    def tells(self) -> bool:
        """Whether the municipality is told of what is said of the journey."""
        journey = self.journey
        return journey is not None and journey.municipality_id is not None and tells_municipality(journey)

    @property
    def heard(self) -> str:
        """When others read of it; said on the page before anything is saved, and no more than that (DESIGN §4)."""
        return self.promise()

    @classmethod
    def promise(cls) -> str:
        """The sentence for acts of its kind."""
        if cls.immediate or cls.kind in IMMEDIATE:
            return gettext("De andre parter kan læse det med det samme.")
        if cls.kind is not None and only_words(cls.kind):
            return gettext("De andre parter læser det først om 30 sekunder, og slet ikke, hvis du fortryder inden.")
        return gettext(
            "Det, der ændrer forløbet (status, tider, årsager, ansvar), ser de andre parter med det samme. Det, du "
            "skriver, læser de først om 30 sekunder, og slet ikke, hvis du fortryder inden."
        )

    def stated(self) -> StatedAct:
        """The act as the fields fill it."""
        assert self.does is not None
        names = {field.name for field in fields(self.does)}
        values = {**self.cleaned_data, "occurred_at": self.happened_at}
        return self.does(**{name: value for name, value in values.items() if name in names})

    def write(self, act: Act) -> None:
        """Does it."""
        if self.does is not None and self.journey is not None:
            self.stated().do(self.journey, act=act)
            return
        assert self.kind is not None
        assert self.journey is not None
        check_version(self.journey, act)
        if self.kind in CITIZEN_KINDS:
            self.state(self.payload(), act)
        else:
            state_fact(
                self.journey,
                self.kind,
                self.payload(),
                act=act,
                permission=self.permission,
                occurred_at=self.happened_at,
            )

    def state(self, payload: Mapping[str, Any], act: Act) -> None:
        """One fact about the citizen, so dated that it holds (see `dating`)."""
        assert self.kind is not None
        assert self.journey is not None
        known = JourneyEvent.objects.filter(source_ref=act.source_ref).first() if act.source_ref else None
        said = statements(self.journey.citizen_id, self.kind, payload)
        day = self.happened_at or act.now
        repeats = known is not None and same_shown(self.happened_at, known.occurred_at, by_day=True)
        state_citizen_fact(
            self.journey.citizen,
            self.kind,
            payload,
            act=act,
            permission=self.permission,
            valid_from=known.occurred_at if known and repeats else holds_from(day, said, now=act.now),
            journey=self.journey,
        )

    @transaction.atomic
    def correct(self, event: JourneyEvent, act: Act) -> None:
        """ "Ret": the same fields, said right; what the form does not ask stays as it was."""
        by_day = isinstance(self.fields.get(self.at_field), DayField)
        unmoved = same_shown(self.happened_at, event.occurred_at, by_day=by_day)
        at = event.occurred_at if unmoved else self.happened_at
        if self.journey is not None:
            locked(self.journey)  # judged and written while nobody else can write to the citizen
        self.judge_again(event, at or event.occurred_at)
        correct_fact(event, self.corrected(event), act=act, occurred_at=at, journey=self.journey)

    def corrected(self, event: JourneyEvent) -> dict[str, Any]:
        """What the event will say instead; what the form does not ask stays as it was."""
        stays = {name: value for name, value in event.payload.items() if name not in self.fields_of}
        return {**stays, **self.payload()}

    def judge_again(self, event: JourneyEvent, at: datetime) -> None:
        """Raises Refused for what the act itself would have refused; `at` is when it is now said to have happened."""
        if self.does is not None and self.journey is not None:
            replace(self.stated(), occurred_at=at).judge(self.journey, Saying(self.asker.user, self.asker.now, event))

    @property
    def place(self) -> str:
        """Where on the act's page what was done is seen, as the end of an address."""
        return ""

    @property
    def must_confirm(self) -> bool:
        """Whether the page asks once more before anything is saved."""
        return "confirmed" in self.errors

    @property
    def refused(self) -> bool:
        """Whether something concerns no single field."""
        return NON_FIELD_ERRORS in self.errors


class HappenedForm(ActForm):
    """An act that happened at a time one says."""

    at_field = "occurred_at"
    occurred_at = MomentField(label=_("Tidspunkt"), meaning=Meaning.HAPPENED)


class AskedTwiceForm(ActForm):
    """What ends a stay or a life is asked once more, with the citizen's name, before it is saved (DESIGN §4).

    A program says so itself: `confirmed: true`.
    """

    asks: ClassVar[Promise]
    confirmed = forms.BooleanField(required=False)

    def prepare(self) -> None:
        """With the name, so that the wrong citizen is noticed."""
        super().prepare()
        if self.journey is not None:
            self.fields["confirmed"].label = str(self.asks) % {"name": self.journey.citizen.name}
        if self.corrects:
            del self.fields["confirmed"]

    @property
    def asks_again(self) -> bool:
        """Whether all is right and only the second question is open: no error, and not said like one."""
        return self.only_asks and set(self.errors) == {"confirmed"}

    def clean(self) -> dict[str, Any]:
        """Once everything else is right."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.corrects and said.get("confirmed") is not True:
            sentence = gettext("Intet er gemt endnu. Sæt kryds, hvis det er rigtigt, og gem igen.")
            self.add_error("confirmed", forms.ValidationError(sentence, code=CONFIRM))
        return said


def exactly(at: datetime, now: datetime) -> datetime:
    """A time typed as this very minute is now: what was recorded seconds ago stays before it."""
    return now if at == to_minute(now) else at


def _plain(value: Any) -> Any:
    """JSON values; an organisation is its id, an instant or a day its ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value.pk) if hasattr(value, "pk") else value
