"""What one act of the table is, and when it makes sense as the journey stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext

from desk.forms.acting.base import ActForm
from desk.sentences import refusal_sentence
from discharge.channel.selectors import is_report_forbidden
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import NOT_NOW
from journeys.domain.state.status import ENDED, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere
from journeys.sentences import refused_sentence
from organisations.models import User
from organisations.selectors.permissions import check_can

S = JourneyStatus


def always(journey: Journey) -> bool:
    """At any time."""
    return True


def alive(journey: Journey) -> bool:
    """While the citizen lives."""
    return journey.status_value is not S.DECEASED


def has_the_citizen(journey: Journey) -> bool:
    """While the citizen lives and is not in hospital by another journey, whose holder says it there."""
    return alive(journey) and not in_hospital_elsewhere(journey)


def in_hospital(journey: Journey) -> bool:
    """While the citizen is in hospital care."""
    return journey.status_value in IN_HOSPITAL


def is_open(journey: Journey) -> bool:
    """Until the journey has ended."""
    return journey.status_value not in ENDED


def stands(journey: Journey) -> bool:
    """While the citizen lives and the stay is not called off."""
    return alive(journey) and journey.status_value is not S.CANCELLED


def unhindered(journey: Journey) -> str:
    """Nothing stands in the way."""
    return ""


def report_missing(journey: Journey) -> bool:
    """While a report of admission is not sent."""
    asked, sent = journey.report_requested_at, journey.report_sent_at
    return is_open(journey) and (sent is None or (asked is not None and sent < asked))


def report_words(journey: Journey) -> str:
    """Why a report of admission is not sent for this citizen; the sentence of the disabled button (RULES 2a)."""
    said = gettext("Indlæggelsesrapporten bruges ikke for borgeren. Skriv en korrespondance.")
    return said if is_report_forbidden(journey) else ""


def no_bed(journey: Journey) -> bool:
    """While the citizen has no bed."""
    return alive(journey) and journey.status_value not in (S.ADMITTED, S.READY, S.ON_LEAVE)


def not_here(journey: Journey) -> bool:
    """While the citizen is not in hospital."""
    return alive(journey) and not in_hospital(journey)


def in_bed(journey: Journey) -> bool:
    """While the citizen lies in a bed."""
    return journey.status_value in (S.ADMITTED, S.READY)


def on_leave(journey: Journey) -> bool:
    """While the citizen is on leave."""
    return journey.status_value is S.ON_LEAVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSpec:
    """One act. `slug` is its address on screen, `name` in the API, `row` where on the page its button stands.

    `label` is the button, `heading` the page, `consequence` what happens when it is saved, `told` what of it the
    municipality is told: said only where it is. Whether it makes sense as
    the journey stands is asked of the form's class of act; where it has none, `when` says so.
    """

    slug: str
    name: str
    form: type[ActForm]
    row: str
    label: Promise
    heading: Promise
    consequence: Promise | str
    done: Promise
    told: Promise | str = ""
    # The same of the citizen's practice.
    practice_told: Promise | str = ""
    # The page that it is done from and leads back to.
    page: str = "desk:journey"
    when: Callable[[Journey], bool] = always
    # Why the act cannot be done though it is offered: the sentence of the disabled button, empty when it can.
    hindered: Callable[[Journey], str] = unhindered
    # The refusals with which the act's button still stands, disabled, with their sentence.
    disabled_by: frozenset[str] = frozenset()

    def check_right(self, by: User, journey: Journey, now: datetime) -> Journey:
        """Returns the journey in which it will lie; raises NotAllowed unless this person may say it from this one."""
        if self.form.does is None:
            check_can(by, self.form.right(journey), journey)
            return journey
        return self.form.does.check_right(by, journey, now)

    def offered(self, journey: Journey, now: datetime) -> bool:
        """Whether the act has a button as the journey stands; who may do it is asked of the who-may table."""
        if self.form.does is None:
            return self.when(journey)
        code = self.form.does.refusal(journey, now)
        return code is None or code in self.disabled_by

    def disabled(self, journey: Journey, now: datetime) -> str:
        """The sentence of its button where that cannot be pressed; most buttons that stand can."""
        if self.form.does is None:
            return self.hindered(journey)
        return self.why_not(journey, now) if self.disabled_by else ""

    def why_not(self, journey: Journey, now: datetime) -> str:
        """Why no page offers the act as the journey stands; empty when one does. Programs are refused with it too."""
        does = self.form.does
        if does is None:
            return self.hindered(journey) if self.when(journey) else refused_sentence(NOT_NOW)
        code = does.refusal(journey, now)
        return "" if code is None else refusal_sentence(does.refused(code))

    def perform(self, form: ActForm, act: Act) -> bool:
        """Does it where a page would offer it; True when the same thing stood already."""
        return form.perform(act, why_not=self.why_not if form.does is None else None)
