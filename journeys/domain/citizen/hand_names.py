"""Whether a name that somebody typed with an entry still stands: an entry that is undone leaves nothing behind."""

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.kinds import STAY_KINDS
from journeys.domain.events.payloads.stays import AnswerTo, Names, StayClaimed, Typed
from journeys.domain.history.history import History

# What a beginning by hand calls the citizen: kept in it, so that the name falls with it. Both parts, as typed.
TYPED = "typed"
NamePair = tuple[str, str]


def name_by_hand(names: NamePair, history: History) -> NamePair:
    """The given and family names of a citizen whom no message names; `history` is all of the citizen's.

    They stay while anything that gave them stands, also what was entered by hand before it said so itself. Once only
    what was taken back or declined gave them, the first name that still stands takes their place, else none.
    """
    standing = history.counting
    by_hand = [each for each in standing if each.kind in STAY_KINDS and each.source is not EventSource.MESSAGE]
    declined = {event.read(AnswerTo).claim_ref for event in standing if event.kind is EventKind.STAY_DECLINED}
    entries = [each for each in standing if each.kind is EventKind.STAY_CLAIMED and each.ref not in declined]
    gave = [name for name in (typed_in(event) for event in (*entries, *by_hand)) if name is not None]
    known = any(name == names for name in (typed_in(event) for event in history.events))
    if not known or names in gave or any(typed_in(event) is None for event in by_hand):
        return names
    return next((name for name in gave if name[1]), ("", ""))


def typed_in(event: EventRecord) -> NamePair | None:
    """What a beginning by hand calls the citizen; None where it does not say."""
    names: Names | None = (
        event.read(StayClaimed).stay if event.kind is EventKind.STAY_CLAIMED else event.read(Typed).typed
    )
    return ((names.given_names or "").strip(), (names.family_name or "").strip()) if names is not None else None
