"""Which answers a reader is offered to a version: what is then refused has no button."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import DocumentPage
from discharge.agreement.acts import CounterDischarge
from discharge.agreement.rules.agreement import AgreementSide
from discharge.agreement.selectors import kept_story
from documents.domain.answers import TIMED, answers_to
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import can
from organisations.selectors.units import house_ids

_HOME = IN_HOSPITAL | {JourneyStatus.DISCHARGED, JourneyStatus.CLOSED}


def offered_answers(asker: Asker, journey: Journey, page: DocumentPage) -> tuple[AnswerCode, ...]:
    """In their order on the page; to what was sent in error there is but one."""
    if page.hidden is not None:
        return () if page.is_discarded else (AnswerCode.DISCARDED,)
    if page.by_message:
        # Its writer would not read a question here: one telephones, or writes a letter back.
        return () if page.is_settled else (AnswerCode.ACKNOWLEDGED,)
    without: set[AnswerCode] = {AnswerCode.ACKNOWLEDGED} if page.is_settled else set()
    if journey.status_value not in IN_HOSPITAL or not can(asker.user, Permission.ANSWER_DISCHARGE_TIME, journey):
        without |= TIMED
    if CounterDischarge.refusal(journey, asker.now) is not None:
        # There is no time to say another one to.
        without.add(AnswerCode.CANNOT)
    if journey.status_value not in _HOME or not can(asker.user, Permission.ENROL, journey):
        without.add(AnswerCode.HOME)
    return tuple(code for code in answers_to(page.kind) if code not in without)


def ready_hint(journey: Journey) -> str:
    """What "Klar fra …" does to the time of discharge, as it stands; empty where it does nothing."""
    standing = kept_story(journey).agreement
    if standing.pending is not None and standing.pending.by is AgreementSide.HOSPITAL:
        return _("Er tiden ikke senere end den, hospitalet har foreslået, siger I ja til den, og så er den aftalt.")
    if standing.pending is None and standing.agreed is None:
        return _("Der er ingen tid foreslået. Jeres tid bliver et forslag, som hospitalet skal sige ja til.")
    return ""


def units_to_forward_to(asker: Asker, page: DocumentPage) -> QuerySet[Organisation]:
    """The other units of the reader's municipality that have not got the version."""
    house = house_ids(asker.user.unit) if asker.user.unit else frozenset()
    units = Organisation.objects.filter(pk__in=house, closed_on=None, parent__isnull=False).select_related("root")
    without = {UUID(unit) for unit in page.version.receivers} | ({asker.user.unit.pk} if asker.user.unit else set())
    return units.exclude(pk__in=without).order_by("name", "pk")
