"""To whom the page speaks: the citizen is "du", to relatives the citizen has a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from journeys.domain.calendar.clock import local_date
from journeys.models import Journey
from organisations.domain import moments
from organisations.sentences import reading_language


@dataclass(frozen=True, slots=True)
class Voice:
    """`name` is empty where the citizen reads; addresses and what gives them away are left out where `protected`."""

    now: datetime
    name: str = ""
    protected: bool = False

    def say(self, own: str, other: str, **facts: object) -> str:
        """The sentence for whoever reads; both are translated already."""
        return (other if self.name else own) % {"who": self.name, **facts}

    def moment(self, at: datetime) -> str:
        """ "i dag kl. 14.10", "mandag den 30. november kl. 11.00": nothing is shortened."""
        return f"{self.day(local_date(at))} {moments.at_clock(at, language=reading_language())}"

    def due(self, at: datetime) -> str:
        """A deadline: at midnight it is said as the day that ends then."""
        ended = moments.ends_day(at)
        return self.moment(at) if ended is None else self.day(ended)

    def until(self, at: datetime) -> str:
        """The end of something, after "til"; at midnight the day that ends then: "og med onsdag den 2. december"."""
        ended = moments.ends_day(at)
        return self.moment(at) if ended is None else _("og med %(day)s") % {"day": self.day(ended)}

    def day(self, on: date) -> str:
        """ "i dag", "mandag den 30. november", with its year when that is not this one."""
        today = local_date(self.now)
        if abs((on - today).days) <= 1:
            return {0: _("i dag"), 1: _("i morgen"), -1: _("i går")}[(on - today).days]
        form = pgettext("day in full", "l \\d\\e\\n j. F")
        return date_format(on, form if on.year == today.year else f"{form} Y")


def voice_for(journey: Journey, now: datetime, *, to_relative: bool = False) -> Voice:
    """Relatives of a citizen with a protected address read neither municipality nor practice: they say where it is."""
    citizen = journey.citizen
    if not to_relative:
        return Voice(now)
    return Voice(now, name=citizen.given_names.partition(" ")[0] or citizen.name, protected=citizen.address_protected)
