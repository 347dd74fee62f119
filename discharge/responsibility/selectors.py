"""The two lines that every list and page shows: who is responsible, who answers, until when (RULES 2d; DESIGN §1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from discharge.models import CitizenResponsibility
from discharge.responsibility.rules.medication import Medication, medication_as_seen, medication_at, medication_verdict
from discharge.responsibility.rules.parties import PartyKind, ResponsibilityState
from discharge.responsibility.rules.periods import StoredAnswer, answer_as_seen, stored_answer
from discharge.responsibility.rules.phone_lines import purpose_of
from discharge.responsibility.rules.verdicts import answer_verdict, unseen_verdict
from discharge.responsibility.sentences import (
    label_of,
    line_word,
    medication_unknown,
    named,
    no_gp,
    not_known,
    not_shown,
    what_is_missing,
)
from discharge.settings.selectors import shown_closing_days
from discharge.wording.sentences import medication_words, verdict_json
from journeys.domain.calendar.clock import local_date
from journeys.domain.state.status import AT_HOME
from journeys.domain.verdicts import Verdict
from journeys.models import Citizen, Journey
from journeys.querysets import Visible
from journeys.selectors.related import one_of_each
from organisations.domain.kinds import OrganisationKind
from organisations.domain.phones import Phone, PhonePurpose
from organisations.models import Organisation

_ON_CALL = "out_of_hours"


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody in a role; name, phone and hours as reference data has them, None where nothing is known."""

    kind: str
    organisation: Organisation | None
    person: str | None
    name: str
    # A number typed for this person, else the organisation's for the question at hand (RULES 2d).
    line: Phone | None

    @property
    def phone(self) -> str | None:
        """The number."""
        return self.line.number if self.line else None

    @property
    def hours(self) -> str | None:
        """When it is answered, in words."""
        return self.line.hours if self.line else None

    @property
    def opening_hours(self) -> Mapping[str, Any] | None:
        """The same as a week; those of another number say nothing of this one."""
        return self.line.opening_hours if self.line else None

    @property
    def line_name(self) -> str:
        """What the number is for, where it is not the ordinary one."""
        return line_word(self.line)


@dataclass(frozen=True, slots=True)
class MedicationLine:
    """Who answers for the medication as a whole, as stated; never derived from the other two lines (003 #59)."""

    at: datetime
    medication: Medication | None = None
    organisation: Organisation | None = None
    stated_by: Organisation | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody answers, as far as is known."""
        return self.medication is not None and self.medication.is_known

    @property
    def who(self) -> str:
        """By name; empty while nobody is known."""
        return self._named if self.is_known else ""

    @property
    def _named(self) -> str:
        stated, unit = self.medication, self.organisation
        return medication_words(stated.party, stated.name, unit.label if unit else None) if stated else ""

    @property
    def unknown(self) -> str:
        """What the line says instead."""
        if self.medication and self.medication.unseen:
            return not_shown()
        lapsed = self.medication.lapsed if self.medication else None
        return "" if self.is_known else medication_unknown(lapsed, self._named)

    @property
    def phone(self) -> str:
        """Where to ring, empty when unknown."""
        line = self.organisation.phone_for(PhonePurpose.GP_DIRECT) if self.is_known and self.organisation else None
        return line.number if line else ""

    @property
    def stated_at(self) -> datetime | None:
        """Since when it was stated to hold."""
        return self.medication.stated_at if self.medication else None

    @property
    def verdict(self) -> dict[str, Any]:
        """Why somebody is named, or nobody."""
        return medication_verdict(self.medication, self.at).as_json()


@dataclass(frozen=True, slots=True)
class Strip:
    """Both pointers of RULES 2d at one moment, with the words that the page shows.

    `state` is empty where the answer tells of a journey that the reader does not see: nothing of it is shown, and it
    says so (DESIGN §6).
    """

    state: str
    responsible: Answering | None
    call: Answering | None
    treatment: tuple[Answering, ...]
    label: str
    until: datetime | None
    changes_at: datetime | None
    following: str
    missing: tuple[str, ...]
    alerts: tuple[Mapping[str, Any], ...]
    since: datetime | None = None
    at: datetime | None = None
    following_physician: str = ""
    medication: MedicationLine | None = None
    # The ids of the journeys that the answer tells of; None where that was not kept yet.
    of: tuple[str, ...] | None = None

    def stands_after(self, journey: Journey, state: str) -> bool:
        """Whether it is this stay after which the state holds: the answer is the citizen's, a badge a stay's."""
        of_it = not self.of or str(journey.pk) in self.of
        return journey.status_value in AT_HOME and self.state == state and of_it

    @property
    def verdict(self) -> tuple[dict[str, Any], ...]:
        """Why: the row of RULES 2d and the facts that chose it, in the language of the reader."""
        both = [self._why.as_json(), *([self.medication.verdict] if self.medication and self.state != "S10" else [])]
        return tuple(verdict_json(each) for each in both)

    @property
    def _why(self) -> Verdict:
        if self.unseen:
            return unseen_verdict(self.at)
        who = self.responsible.kind if self.responsible else None
        return answer_verdict(self.state, at=self.at, until=self.until, missing=self.missing, responsible=who)

    @property
    def unseen(self) -> bool:
        """Whether somebody answers by a journey that the reader does not see."""
        return self.state == ""

    def age_day(self, now: datetime) -> date:
        """The day on which the citizen's age counts: of the dead the day of death."""
        return local_date(self.since if self.state == "S10" and self.since else now)

    @property
    def physician(self) -> str:
        """Line one; empty when nobody is known."""
        known = self.responsible is not None and (self.responsible.person or self.responsible.organisation)
        return self.responsible.name if self.responsible and known else ""

    @property
    def physician_unknown(self) -> str:
        """What line one says instead."""
        if self.physician:
            return ""
        if self.unseen:
            return not_shown()
        if any(alert["code"] == "pal.no_gp" for alert in self.alerts):
            return no_gp()
        return not_known(self.state, self.responsible.kind if self.responsible else "")

    @property
    def physician_phone(self) -> str:
        """The responsible doctor's own number, empty when unknown."""
        return (self.responsible.phone if self.responsible else None) or ""

    @property
    def answer(self) -> str:
        """Line two: who answers."""
        return self.call.name if self.call else ""

    @property
    def phone(self) -> str:
        """Their number, empty when unknown."""
        return (self.call.phone if self.call else None) or ""

    @property
    def hours(self) -> str:
        """Their telephone hours."""
        return (self.call.hours if self.call else None) or ""

    @property
    def line_name(self) -> str:
        """What the number of line two is for, where it is not the ordinary one."""
        return self.call.line_name if self.call else ""

    @property
    def unknown(self) -> str:
        """Why nobody is named who answers: what is missing (S6u), or that it is not for this reader."""
        if self.unseen:
            return not_shown()
        return what_is_missing(self.missing) if self.state == "S6u" else ""

    @property
    def next(self) -> str:
        """Who comes after."""
        return self.following


def strips_for(journeys: Iterable[Journey], *, now: datetime, visible: Visible | None) -> dict[UUID, Strip]:
    """A strip per journey in two queries, however many there are. A citizen's journeys share one answer.

    `visible` gives the journeys that the reader sees, these among them (DESIGN §6): asked only where an answer
    tells of another one. None: whoever asks sees all.
    """
    journeys = list(journeys)
    days = shown_closing_days()
    citizens: dict[UUID, Model | None] = {
        each.citizen_id: each.citizen if Journey.citizen.is_cached(each) else None for each in journeys
    }
    found: list[CitizenResponsibility] = one_of_each(Citizen.responsibility, citizens)
    answers = {row.pk: stored_answer(row.periods, now, closing_days=days) for row in found}
    medications = {row.pk: medication_at(row.medication, now) for row in found}
    if visible is not None:
        seen = _seen({str(journey.pk) for journey in journeys}, answers.values(), medications.values(), visible)
        answers = {pk: answer_as_seen(answer, seen) for pk, answer in answers.items()}
        medications = {pk: medication_as_seen(stated, seen) for pk, stated in medications.items()}
    organisations = _organisations(answers.values(), medications=medications.values())
    # An entry that nobody has confirmed knows nothing of the citizen.
    shown = {j.pk: None if j.unconfirmed else answers.get(j.citizen_id) for j in journeys}
    medicated = {j.pk: None if j.unconfirmed else medications.get(j.citizen_id) for j in journeys}
    return {pk: _strip(answer, organisations, now, medicated[pk]) for pk, answer in shown.items()}


def state_of_citizen(citizen_id: UUID, *, at: datetime) -> str | None:
    """The row of RULES 2d that holds at `at`; None where nothing has happened by then."""
    row = CitizenResponsibility.objects.filter(pk=citizen_id).first()
    stored = stored_answer(row.periods, at, closing_days=shown_closing_days()) if row is not None else None
    return str(stored.answer["state"]) if stored is not None else None


def strip_for(journey: Journey, *, now: datetime, visible: Visible | None) -> Strip:
    """The strip of one journey."""
    return strips_for([journey], now=now, visible=visible)[journey.pk]


def _seen(
    shown: set[str],
    answers: Iterable[StoredAnswer | None],
    medications: Iterable[Medication | None],
    visible: Visible,
) -> set[str]:
    """Of the journeys that these tell of, the ids of those that the reader sees."""
    told = [(answer.of, answer.following_of, answer.before_of) for answer in answers if answer]
    of = {pk for ids in told for part in ids for pk in part or ()}
    of |= {stated.journey for stated in medications if stated and stated.journey}
    others = [UUID(pk) for pk in of - shown]
    return shown | {str(pk) for pk in visible().filter(pk__in=others).values_list("pk", flat=True)} if others else shown


def strip_and_organisations(
    journey: Journey, *, now: datetime, seen: Collection[str], also: Iterable[str] = ()
) -> tuple[Strip, Mapping[str, Organisation]]:
    """The strip of one journey, whose citizen came with `responsibility`; and, in its one query, these others too.

    `seen` are the ids of the citizen's journeys that the reader sees.
    """
    row = None if journey.unconfirmed else getattr(journey.citizen, "responsibility", None)
    stored = medication = None
    if row is not None:
        stored = answer_as_seen(stored_answer(row.periods, now, closing_days=shown_closing_days()), seen)
        medication = medication_as_seen(medication_at(row.medication, now), seen)
    organisations = _organisations([stored], also=also, medications=[medication])
    return _strip(stored, organisations, now, medication), organisations


def _organisations(
    answers: Iterable[StoredAnswer | None], *, also: Iterable[str] = (), medications: Iterable[Medication | None] = ()
) -> Mapping[str, Organisation]:
    ids: set[str] = set(also)
    ids |= {unit for each in medications if each for unit in (each.organisation, each.stated_by) if unit}
    for stored in answers:
        for answer in (stored.answer, stored.following) if stored else ():
            ids |= {party["organisation"] for party in _parties(answer) if party["organisation"]}
    on_call = Q(kind=OrganisationKind.OUT_OF_HOURS.value)
    found = list(Organisation.objects.select_related("root").filter(Q(pk__in=[UUID(each) for each in ids]) | on_call))
    named = {str(organisation.pk): organisation for organisation in found}
    services = [each for each in found if each.kind == OrganisationKind.OUT_OF_HOURS.value]
    # One service answers for the whole region; with several, which one is not known here.
    return named | ({_ON_CALL: services[0]} if len(services) == 1 else {})


def _parties(answer: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    if answer is None:
        return []
    return [party for party in (answer["responsible_physician"], answer["call"], *answer["treatment"]) if party]


def _strip(
    stored: StoredAnswer | None, organisations: Mapping[str, Organisation], at: datetime, stated: Medication | None
) -> Strip:
    medication = _medication(stated, organisations, at)
    if stored is None:
        return Strip("S0", None, None, (), label_of("S0"), None, None, "", (), (), at=at, medication=medication)
    answer, following = stored.answer, stored.following
    # Beneath another answer a window runs on, but its end is not the end of that one.
    ends = answer["answers_until"] if answer["state"] == ResponsibilityState.WARD_ANSWERS else None
    until = datetime.fromisoformat(ends) if ends else None
    comes = _answering(following["call"], organisations, following["state"]) if following else None
    return Strip(
        state=answer["state"],
        responsible=_answering(answer["responsible_physician"], organisations, answer["state"]),
        call=_answering(answer["call"], organisations, answer["state"]),
        treatment=tuple(
            party
            for party in (_answering(each, organisations, answer["state"]) for each in answer["treatment"])
            if party is not None
        ),
        label=label_of(answer["state"]),
        until=until,
        changes_at=stored.until,
        following=comes.name if comes else "",
        missing=tuple(name for alert in answer["alerts"] for name in alert["missing"]),
        alerts=tuple(answer["alerts"]),
        since=stored.since,
        following_physician=_physician_after(following, organisations),
        at=at,
        medication=medication,
        of=stored.of,
    )


def _medication(stated: Medication | None, organisations: Mapping[str, Organisation], at: datetime) -> MedicationLine:
    if stated is None:
        return MedicationLine(at)
    unit, by = (organisations.get(key or "") for key in (stated.organisation, stated.stated_by))
    return MedicationLine(at, stated, unit, by)


def _physician_after(following: Mapping[str, Any] | None, organisations: Mapping[str, Organisation]) -> str:
    comes = _answering(following["responsible_physician"], organisations, following["state"]) if following else None
    return comes.name if comes and (comes.person or comes.organisation) else ""


def _answering(
    party: Mapping[str, Any] | None, organisations: Mapping[str, Organisation], state: str
) -> Answering | None:
    if party is None:
        return None
    known_as = party["organisation"] or (_ON_CALL if party["kind"] == PartyKind.OUT_OF_HOURS else "")
    organisation = organisations.get(known_as)
    # Of an answer out of sight only the citizen's own doctor is left, who is reached as ever.
    purpose = purpose_of(PartyKind(party["kind"]), ResponsibilityState(state or ResponsibilityState.HOME))
    line = organisation.phone_for(purpose) if organisation else None
    return Answering(
        kind=party["kind"],
        organisation=organisation,
        person=party["person"],
        name=named(party["kind"], party["person"], organisation.label if organisation else None),
        line=Phone(PhonePurpose.INQUIRIES, party["phone"]) if party.get("phone") else line,
    )
