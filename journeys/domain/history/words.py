"""Two words of one thing: whose they are, whether they tell the same, and what takes another back (DESIGN §4)."""

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.events.payloads.stays import PlaceTold, Telling
from journeys.domain.history.chains import ChainLink, ChainStep
from journeys.domain.history.contacts import COHERENT_GAP, are_two, house_of


def same_house(one: EventRecord, other: EventRecord) -> bool:
    """Whether both messages come from one house; of an entry by hand, and of unverified houses, nothing is known."""
    if one.source is not EventSource.MESSAGE or other.source is not EventSource.MESSAGE:
        return True
    return not are_two(one.read(Telling).house, other.read(Telling).house)


def tells_the_same(one: EventRecord, other: EventRecord) -> bool:
    """Whether two words are of one thing: the times differ a little, the place does not (RULES 2i V12)."""
    if one.kind is not other.kind or abs(one.occurred_at - other.occurred_at) > COHERENT_GAP:
        return False
    moved = one.kind in ADMISSIONS and are_two(one.read(PlaceTold).provider, other.read(PlaceTold).provider)
    return not moved and not are_two(house_of(one), house_of(other))


def cancels(event: EventRecord) -> bool:
    """Whether the event is a cancellation; one of a death goes on with the stay and says so in its payload."""
    return event.kind is EventKind.CANCELLED or event.read(Telling).step == ChainStep.CANCELS.value


def admits(link: ChainLink) -> bool:
    """Whether a link of a chain tells of an admission; one that repeats the message before it may be a death."""
    return link.kind in ADMISSIONS and link.step is ChainStep.GOES_ON and not link.repeats
