"""Codes are made and taken back, surveys answered, and texts freed of names: the only writers of the surveys.

Nothing here writes down who answered what, when, or in which order (001-104, FQ1; `principles/models/surveys.py`).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from discharge.wording.refused import RefusedByRule
from journeys.actions.relative_codes import draw_code
from journeys.domain.citizen.own_access import spelled
from organisations.domain.moments import local_date
from organisations.domain.origin import origin
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from organisations.selectors.areas import area_of, area_of_house
from organisations.selectors.permissions import check_can
from principles.models import (
    SurveyBatch,
    SurveyCode,
    SurveyParticipation,
    SurveyStatement,
    SurveyTally,
    SurveyText,
)
from principles.surveys.rules.codes import FEWEST_CODES, MOST_CODES
from principles.surveys.rules.periods import code_closes_on, open_period
from principles.surveys.rules.questions import QuestionsVersion, Respondent, SurveyName
from principles.surveys.rules.tallies import added
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.selectors import (
    batch_of_code,
    batches_of,
    digest,
    hospitals_for_codes,
    months_for_codes,
    side_of,
    text_half,
    version_asked,
)

# A ward's patients share one address; wrong codes are counted, right ones never.
_MOST_WRONG, _WITHIN = 60, 3600


@transaction.atomic
def make_codes(
    *,
    respondent: Respondent,
    month: date,
    hospital: Organisation,
    speciality: str,
    number: int,
    by: User,
    now: datetime,
    key: str = "",
) -> tuple[SurveyBatch, Sequence[str]]:
    """A batch and its codes, as they are read aloud: they are kept nowhere. Raises Refused.

    The page's `key` with the same words gives the same batch: a second press, or a page that is loaded again, makes no
    second one, which would count as sheets that nobody answered.
    """
    check_can(by, Permission.ISSUE_SURVEY_CODES)
    today = local_date(now)
    if month not in months_for_codes(today):
        raise RefusedByRule("survey.month", field="month")
    if not FEWEST_CODES <= number <= MOST_CODES:
        raise RefusedByRule("survey.number", field="number")
    if not hospitals_for_codes(by, on=today).filter(pk=hospital.pk).exists():
        raise RefusedByRule("survey.hospital", field="hospital")
    _forget_old_codes(today)
    said = f"{respondent.value}:{month}:{hospital.pk}:{speciality}:{number}:{by.uuid}"
    codes = [draw_code(key, f"{place}:{said}") for place in range(number)]
    batch = SurveyBatch(
        respondent=respondent.value,
        month=month,
        hospital=hospital,
        speciality=speciality,
        number=number,
        made_on=today,
        made_by=by,
    )
    if key:
        batch.pk = _batch_key(key, said)
    if not _store(batch, codes) and SurveyBatch.objects.filter(pk=batch.pk, withdrawn=True).exists():
        raise RefusedByRule("survey.withdrawn")
    return batch, [spelled(code) for code in codes]


def _batch_key(key: str, said: str) -> UUID:
    """The same of the same page; it tells nothing of the codes."""
    return UUID(bytes=salted_hmac("surveys.batch", f"{key}:{said}", algorithm="sha256").digest()[:16], version=4)


def _store(batch: SurveyBatch, codes: Sequence[str]) -> bool:
    """False where the batch stands already."""
    if SurveyBatch.objects.filter(pk=batch.pk).exists():
        return False
    rows = [SurveyCode(digest=digest(code) or "", batch=batch) for code in codes]
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            # In the order of the digests, not of the sheets.
            SurveyCode.objects.bulk_create(sorted(rows, key=lambda row: row.digest))
    except IntegrityError:
        # Of two presses at once the other was first; anything else is no second press.
        if not SurveyBatch.objects.filter(pk=batch.pk).exists():
            raise
        return False
    return True


def _forget_old_codes(today: date) -> None:
    months = SurveyBatch.objects.filter(codes__isnull=False).values_list("month", flat=True).distinct()
    closed = [month for month in months if today > code_closes_on(month)]
    if closed:
        SurveyCode.objects.filter(batch__month__in=closed).delete()


@transaction.atomic
def withdraw_codes(batch_id: UUID, *, handed_out: int, by: User, now: datetime) -> SurveyBatch:
    """Sheets that were never handed out do not count as asked; those that were do, answered or not. Raises Refused.

    Where none was handed out the codes open nothing any more. Which ones were is known to nobody: where some were, all
    codes can be used still. How many have been used is neither looked at nor told: it would be a small number.
    """
    check_can(by, Permission.ISSUE_SURVEY_CODES)
    mine = batches_of(by, on=local_date(now)).values("pk")
    batch = SurveyBatch.objects.select_for_update().filter(pk=batch_id, pk__in=mine).first()
    if batch is None:
        raise RefusedByRule("survey.hospital")
    if local_date(now) > code_closes_on(batch.month):
        raise RefusedByRule("survey.month_over")
    if batch.withdrawn:
        raise RefusedByRule("survey.withdrawn_already")
    if not 0 <= handed_out < batch.number:
        raise RefusedByRule("survey.handed_out", field="handed_out")
    if not handed_out:
        SurveyCode.objects.filter(batch=batch).delete()
    batch.number, batch.withdrawn = handed_out, True
    batch.save(update_fields=["number", "withdrawn"])
    return batch


def open_code(text: str, *, now: datetime) -> SurveyBatch:
    """What a typed code asks; it is not used up by that. One answer for everything that is wrong with it."""
    key = f"survey-code:{origin.get().address or ''}"
    if cache.get(key, 0) >= _MOST_WRONG:
        raise RefusedByRule("survey.too_often", field="code")
    batch = batch_of_code(text, today=local_date(now))
    if batch is None:
        cache.add(key, 0, _WITHIN)
        # The hour may be over between these two steps.
        with suppress(ValueError):
            cache.incr(key)
        raise RefusedByRule("survey.code", field="code")
    return batch


@transaction.atomic
def answer_by_code(text: str, *, steps: Mapping[str, int], words: Mapping[str, str], now: datetime) -> None:
    """Counts the answer and forgets the code, in one: of two that use it at once, one is counted. Raises Refused."""
    batch = open_code(text, now=now)
    respondent, version = Respondent(batch.respondent), _asked(SurveyName.JOURNEY, batch.month)
    said = {key: text.strip() for key, text in words.items() if text.strip()}
    if not steps and not said:
        raise RefusedByRule("survey.empty")
    used, _rows = SurveyCode.objects.filter(pk=digest(text)).delete()
    if not used:
        raise RefusedByRule("survey.code", field="code")
    tally = SurveyTally(
        version=version.key,
        respondent=respondent.value,
        period=batch.month,
        hospital=batch.hospital,
        speciality=batch.speciality,
    )
    _count(tally, version, steps)
    area = area_of(batch.hospital, on=batch.month)
    asked = {question.key for question in version.open_to(respondent)}
    for key in sorted(asked & set(said)):
        SurveyText.objects.create(
            question=key, respondent=respondent.value, half=text_half(batch.month), area=area, words=said[key]
        )


@transaction.atomic
def answer_as_staff(survey: SurveyName, *, steps: Mapping[str, int], by: User, now: datetime) -> None:
    """Counts the answer, and that the person has answered; nothing joins the two. Raises Refused."""
    check_can(by, Permission.ANSWER_STAFF_SURVEY)
    today, side = local_date(now), side_of(by)
    period = open_period(survey, today) if survey is not SurveyName.JOURNEY else None
    if period is None or side is None or by.unit is None:
        raise RefusedByRule("survey.closed")
    if not steps:
        raise RefusedByRule("survey.empty")
    try:
        with transaction.atomic():
            SurveyParticipation.objects.create(survey=survey.value, period=period, user=by)
    except IntegrityError as error:
        raise RefusedByRule("survey.answered") from error
    version, area = _asked(survey, period), area_of_house(by.unit, on=period)
    _count(SurveyTally(version=version.key, respondent=side.value, period=period, area=area), version, steps)


def _asked(survey: SurveyName, on: date) -> QuestionsVersion:
    version = version_asked(survey, on)
    if version is None:
        raise RefusedByRule("survey.closed")
    return version


def _count(tally: SurveyTally, version: QuestionsVersion, steps: Mapping[str, int]) -> None:
    """The group's row is written as a whole, whatever was answered: which sums moved is seen in no stamp of a row."""
    place = tally.hospital_id or tally.area_id or ""
    tally.group = "|".join([tally.version, tally.respondent, tally.period.isoformat(), str(place), tally.speciality])
    fields = ("version", "respondent", "period", "hospital", "area", "speciality")
    SurveyTally.objects.get_or_create(group=tally.group, defaults={name: getattr(tally, name) for name in fields})
    row = SurveyTally.objects.select_for_update(of=("self",)).get(pk=tally.group)
    row.answered += 1
    row.counts = added(row.counts, version.asked_of(Respondent(row.respondent)), steps)
    row.save(update_fields=["answered", "counts"])


@transaction.atomic
def approve_text(text_id: UUID, *, words: str, themes: Sequence[SurveyTheme], by: User) -> SurveyStatement:
    """The words without names; the words as they were written are deleted. Raises Refused."""
    check_can(by, Permission.REVIEW_SURVEY_TEXTS)
    if not words.strip():
        raise RefusedByRule("survey.no_words", field="words")
    if not themes:
        raise RefusedByRule("survey.no_theme", field="themes")
    row = _taken(text_id)
    statement = SurveyStatement.objects.create(
        question=row.question,
        respondent=row.respondent,
        half=row.half,
        area=row.area,
        themes=sorted(theme.value for theme in themes),
        words=words.strip(),
        approved_by=by,
    )
    row.delete()
    return statement


@transaction.atomic
def discard_text(text_id: UUID, *, by: User) -> None:
    """Words by which somebody would be known whatever is taken out, or that say nothing. Raises Refused."""
    check_can(by, Permission.REVIEW_SURVEY_TEXTS)
    _taken(text_id).delete()


def _taken(text_id: UUID) -> SurveyText:
    row = SurveyText.objects.select_for_update().filter(pk=text_id).first()
    if row is None:
        raise RefusedByRule("survey.text_gone")
    return row
