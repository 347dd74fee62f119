"""What a citizen writes on their own page becomes an event that ward and municipality see (001-11)."""

from desk.selectors.asker import Asker
from journeys.actions.access import Look, Purpose, log_look
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import StatedAct
from journeys.domain.events import EventSource
from journeys.models import Journey


def write_own(says: StatedAct, journey: Journey, asker: Asker, *, key: str, source: EventSource) -> bool:
    """Whether it stood already; judged and written under the lock as any act.

    Raises NotAllowed and Refused; then nothing is written.
    """
    done = says.do(journey, act=Act(by=asker.user, now=asker.now, source=source, key=key))
    citizens, journeys = [journey.citizen_id], [journey.pk]
    log_look(asker.user, Look.ACT, now=asker.now, purpose=Purpose.SELF, citizens=citizens, journeys=journeys)
    return done.duplicate
