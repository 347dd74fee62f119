"""What a code opens, what somebody is still asked, and what may be shown of the answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum

from journeys.domain.calendar.clock import half_year_of
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission, role_may
from organisations.domain.roles import Sector, sector_of
from organisations.domain.validity import holds_on
from organisations.models import CooperationArea, CooperationAreaMember, Organisation, User
from principles.models import SurveyBatch, SurveyCode, SurveyParticipation, SurveyStatement, SurveyTally, SurveyText
from principles.surveys.rules.codes import digest_of
from principles.surveys.rules.periods import (
    code_closes_on,
    is_half_published,
    is_published,
    month_of,
    open_period,
)
from principles.surveys.rules.publication import Answers, Place, PublishedPlace, publish
from principles.surveys.rules.questions import QuestionsVersion, Respondent, SurveyName, version_on
from principles.surveys.texts.questions import VERSIONS

STAFF_SURVEYS = (SurveyName.COOPERATION, SurveyName.PRINCIPLES)
_SIDES = {
    Sector.HOSPITAL: Respondent.HOSPITAL,
    Sector.MUNICIPALITY: Respondent.MUNICIPALITY,
    Sector.GENERAL_PRACTICE: Respondent.PRACTICE,
}
# How far back the own past is shown, in periods.
_PERIODS = {SurveyName.JOURNEY: 24, SurveyName.COOPERATION: 6, SurveyName.PRINCIPLES: 5}


def digest(text: str) -> str | None:
    """What is stored of a code."""
    return digest_of(text, key=f"survey:{settings.SECRET_KEY}")


def batch_of_code(text: str, *, today: date) -> SurveyBatch | None:
    """The batch of a code that can be used; None of one that was used, is too old or never was."""
    code = SurveyCode.objects.select_related("batch__hospital").filter(pk=digest(text) or "").first()
    return code.batch if code is not None and today <= code_closes_on(code.batch.month) else None


def batch_answers(batch_id: str, *, today: date) -> bool:
    """Whether unused codes of the batch still open the questions."""
    batch = SurveyBatch.objects.filter(pk=batch_id).first()
    return batch is not None and today <= code_closes_on(batch.month) and not (batch.withdrawn and not batch.number)


def version_asked(survey: SurveyName, on: date) -> QuestionsVersion | None:
    """The questions in force."""
    return version_on(VERSIONS, survey, on)


def side_of(user: User) -> Respondent | None:
    """On which side somebody answers; None of roles that are not asked."""
    if user.role is None or not role_may(user.role, Permission.ANSWER_STAFF_SURVEY):
        return None
    return _SIDES.get(sector_of(user.role))


def due_surveys(user: User, *, today: date) -> list[SurveyName]:
    """What is open and not answered yet; one query while something is open, none otherwise."""
    periods = {survey: open_period(survey, today) for survey in STAFF_SURVEYS}
    asked = {survey: period for survey, period in periods.items() if period is not None}
    if not asked or side_of(user) is None:
        return []
    rows = SurveyParticipation.objects.filter(user=user, period__in=asked.values())
    done = set(rows.values_list("survey", "period"))
    return [survey for survey, period in asked.items() if (survey.value, period) not in done]


def hospitals_for_codes(user: User, *, on: date) -> QuerySet[Organisation]:
    """For which hospitals somebody may make codes: their own, or those of their secretariat's cluster."""
    hospitals = Organisation.objects.filter(kind=OrganisationKind.HOSPITAL.value).order_by("name")
    if user.unit is None or not role_may(user.role, Permission.ISSUE_SURVEY_CODES):
        return hospitals.none()
    house = user.unit.root_id or user.unit.pk
    members = CooperationAreaMember.objects.valid_on(on).filter(area__secretariat=user.unit)
    return hospitals.filter(pk=house) | hospitals.filter(pk__in=members.values("organisation"))


def months_for_codes(today: date) -> Sequence[date]:
    """The month that is, and the one before."""
    this = month_of(today)
    before = date(this.year - (this.month == 1), 12 if this.month == 1 else this.month - 1, 1)
    return [this, before]


def batches_of(user: User, *, on: date) -> QuerySet[SurveyBatch]:
    """The batches of those hospitals, the newest first."""
    return SurveyBatch.objects.filter(hospital__in=hospitals_for_codes(user, on=on)).select_related("hospital")


@dataclass(frozen=True, slots=True)
class Family:
    """Whose answers stand together: somatic and psychiatric apart, each side apart; None is all staff."""

    respondent: Respondent | None
    speciality: str = ""


class Results:
    """What may be shown of one survey: each period by itself, and only periods that nobody can answer any more."""

    def __init__(self, survey: SurveyName, today: date, *, ever: bool = False) -> None:
        """Nothing is read before it is asked for; `ever` is all periods, not only those that a page shows."""
        self.survey, self.today, self.ever = survey, today, ever

    @cached_property
    def periods(self) -> tuple[date, ...]:
        """Those with anything in them, the newest last."""
        found = {row.period for row in self._tallies} | {month for month, *_ in self._asked}
        closed = sorted(period for period in found if is_published(self.survey, period, self.today))
        return tuple(closed if self.ever else closed[-_PERIODS[self.survey] :])

    @cached_property
    def published(self) -> Mapping[tuple[Family, date], Mapping[Place, PublishedPlace]]:
        """By family and period, by place."""
        groups = defaultdict[tuple[Family, date], list[Answers]](list)
        for family, period, answers in self._groups():
            if period in self.periods:
                groups[family, period].append(answers)
        return {key: publish(own) for key, own in sorted(groups.items(), key=lambda each: repr(each[0]))}

    @property
    def families(self) -> list[Family]:
        """Those with anything in them, in their order."""
        found = {family for family, _period in self.published}
        order = [None, *Respondent]
        return sorted(found, key=lambda family: (-len(family.speciality), order.index(family.respondent)))

    @property
    def versions(self) -> list[QuestionsVersion]:
        """The versions that the shown periods were asked in, the newest first."""
        asked = [version_asked(self.survey, period) for period in self.periods]
        return sorted({each.key: each for each in asked if each}.values(), key=lambda each: -each.number)

    def series(self, family: Family, place: Place) -> list[tuple[date, PublishedPlace | None]]:
        """One place's own past."""
        return [(period, self.published.get((family, period), {}).get(place)) for period in self.periods]

    @cached_property
    def _tallies(self) -> list[SurveyTally]:
        return list(SurveyTally.objects.filter(version__startswith=f"{self.survey.value}-").order_by("group"))

    @cached_property
    def _asked(self) -> Mapping[tuple[date, UUID, str, str], int]:
        if self.survey is not SurveyName.JOURNEY:
            return {}
        by = ("month", "hospital_id", "speciality", "respondent")
        rows = SurveyBatch.objects.values(*by).annotate(all=Sum("number")).order_by(*by)
        return {tuple(row[name] for name in by): row["all"] for row in rows}

    def _groups(self) -> Iterable[tuple[Family, date, Answers]]:
        """The sums as they are judged; codes that nobody used make a group too."""
        if self.survey is not SurveyName.JOURNEY:
            for row in self._tallies:
                side = Respondent(row.respondent) if self.survey is SurveyName.COOPERATION else None
                answers = Answers(unit=row.area_id, area=row.area_id, answered=row.answered, counts=row.counts)
                yield Family(side), row.period, answers
            return
        told = {
            (row.period, row.hospital_id, row.speciality, row.respondent): row
            for row in self._tallies
            if row.hospital_id is not None
        }
        for key in sorted({*self._asked, *told}, key=str):
            period, hospital, speciality, respondent = key
            found, number = told.get(key), self._asked.get(key, 0)
            if not number and found is None:
                continue
            yield (
                Family(Respondent(respondent), speciality),
                period,
                Answers(
                    unit=hospital,
                    area=self._areas.at(hospital, period),
                    answered=found.answered if found else 0,
                    counts=found.counts if found else {},
                    # Whoever handed out more than they said has asked those who answered.
                    asked=max(number, found.answered if found else 0),
                ),
            )

    @cached_property
    def _areas(self) -> "HospitalAreas":
        return HospitalAreas()


class HospitalAreas:
    """To which cluster a hospital belonged on a day, read once."""

    @cached_property
    def _members(self) -> list[CooperationAreaMember]:
        kinds = OrganisationKind.HOSPITAL.value
        return list(CooperationAreaMember.objects.filter(organisation__kind=kinds).order_by("organisation", "pk"))

    def at(self, hospital: UUID, day: date) -> UUID | None:
        """None of one that is in no cluster."""
        for member in self._members:
            if member.organisation_id == hospital and holds_on(day, member.valid_from, member.valid_to):
                return member.area_id
        return None


def texts_waiting() -> QuerySet[SurveyText]:
    """What nobody has read yet, in no order that tells anything."""
    return SurveyText.objects.select_related("area")


@dataclass(frozen=True, slots=True)
class Statements:
    """What a cluster's citizens and relatives said in a half-year, and how often about what (K3)."""

    area: CooperationArea
    half: date
    rows: tuple[SurveyStatement, ...]


def statements(areas: Iterable[CooperationArea], *, today: date) -> list[Statements]:
    """Half-years that are over and all read (RULES 6: they would else be counted while they are written)."""
    waiting = set(SurveyText.objects.values_list("half", flat=True).distinct())
    groups = defaultdict[tuple[UUID, date], list[SurveyStatement]](list)
    by_id = {area.pk: area for area in areas}
    rows = SurveyStatement.objects.filter(area__in=by_id).order_by("-half", "question", "pk")
    for row in rows:
        if row.area_id and row.half not in waiting and is_half_published(row.half, today):
            groups[row.area_id, row.half].append(row)
    return [Statements(by_id[area], half, tuple(own)) for (area, half), own in groups.items()]


def text_half(month: date) -> date:
    """To which half-year somebody's words belong."""
    return half_year_of(month)
