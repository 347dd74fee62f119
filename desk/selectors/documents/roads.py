"""Where a letter is read by each receiver: here, in their own system, or not at all by message."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.domain.declaring import DeclaredKind
from documents.selectors.receiving import writers_elsewhere
from journeys.models import Journey
from medcom.domain.sending import SendState, carried_as
from medcom.selectors.outgoing import carriers_of
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Roads:
    """Names of receivers: whose own system gets it, to whom a person brings it, and who once wrote from elsewhere.

    To those of `for_files` a person brings it only because files go with it.
    """

    carried: tuple[str, ...]
    by_hand: tuple[str, ...]
    elsewhere: tuple[str, ...]
    for_files: tuple[str, ...]

    @property
    def to_call(self) -> tuple[str, ...]:
        """Those who do not see it in their own system."""
        return tuple(sorted({*self.by_hand, *self.elsewhere}))


def roads_of(journey: Journey, kind: DeclaredKind, units: Sequence[Organisation], *, with_files: bool = False) -> Roads:
    """How a letter of this kind reaches each of these units; a classic letter takes no files along."""
    carriers = carriers_of(units)
    ways = {unit: carried_as(carriers[unit.pk], kind.document) for unit in units}
    written = (unit for unit, way in ways.items() if with_files and way is SendState.WRITTEN)
    for_files = [unit for unit in written if carriers[unit.pk].classic_for(kind.document)]
    ways |= dict.fromkeys(for_files, SendState.BY_HAND)
    unset = [unit.pk for unit, way in ways.items() if way is None]
    return Roads(
        tuple(sorted(unit.label for unit, way in ways.items() if way is SendState.WRITTEN)),
        tuple(sorted(unit.label for unit, way in ways.items() if way is SendState.BY_HAND)),
        tuple(writers_elsewhere(journey, unset)) if unset else (),
        tuple(sorted(unit.label for unit in for_files)),
    )
