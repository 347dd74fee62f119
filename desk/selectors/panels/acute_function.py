"""The panel of the municipal acute function and its takeover (RULES 2d S8, S9; UX §1.e)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from discharge.acute_function.selectors import RUNS, function_of, journey_of
from discharge.agreement.selectors import kept_story
from discharge.wording.sentences import word_of
from journeys.domain.calendar.clock import LATEST
from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.models import Journey, JourneyEvent
from journeys.querysets import Visible
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class AcutePanel:
    """The acute function that runs, in words."""

    function: AcuteFunction | None
    unit: Organisation | None

    @property
    def referrer(self) -> str:
        """Who referred."""
        by = self.function.referred_by if self.function else None
        return word_of(by) if by else _("ukendt")

    @property
    def takeover(self) -> str:
        """Who is asked to take over."""
        by = self.function.takeover_by if self.function else None
        return word_of(by) if by else ""


def acute_panel(
    journey: Journey, events: Sequence[JourneyEvent], *, state: str, visible: Visible | None = None
) -> AcutePanel:
    """The citizen's, where it was said here or the strip tells of it (`state`); another journey may have ended it.

    One that runs in a journey out of sight (`visible` gives those that the reader sees) is not told of.
    """
    own = acute_function_at(kept_story(journey, events).counting, LATEST)
    function = function_of(journey) if own is not None or state in RUNS else None
    if function is not None and visible is not None and not _in_sight(journey, function, visible):
        function = None
    unit = Organisation.objects.filter(pk=function.unit).first() if function and function.unit else None
    return AcutePanel(function, unit)


def _in_sight(journey: Journey, function: AcuteFunction, visible: Visible) -> bool:
    home = journey_of(journey, function.ref)
    return home == journey or visible().filter(pk=home.pk).exists()
