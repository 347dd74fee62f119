"""What is decided about one kind of event, in one row beside the type of what it holds."""

from dataclasses import dataclass

from journeys.domain.events.payload import NoPayload, Payload
from organisations.domain.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """What is decided about one kind.

    `rights` are those of which one is needed to say it, and to correct it or take it back; each side has its own
    (`sight.rights` says where they depend on where the citizen is). `told_as` is the notification kind by name, since
    journeys' rules know no other app; None is only kept, told to nobody. `immediate` is read by other houses at once
    and cannot be undone in silence (DESIGN §4). `only_words` is nothing without its words. `icon` is the code of its
    picture in the timeline.
    """

    holds: type[Payload] = NoPayload
    rights: tuple[Permission, ...] = ()
    told_as: str | None = None
    # The two sides plan the home-coming between them; the practice reads the outcome on the journey.
    between_the_two: bool = False
    icon: str = "task"
    immediate: bool = False
    only_words: bool = False
