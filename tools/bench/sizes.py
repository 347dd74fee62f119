"""How much is measured: a smoke run of small sizes, or the sizes of PERFORMANCE as far as the machine carries them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes of one run."""

    # Regions, the smallest first; the first is the one that the larger are compared with.
    regions: tuple[int, ...]
    tries: int
    events: int
    pending: int
    due: int
    sweepers: int
    rebuilt: int
    messages: int
    clients: int
    requests: int
    inputs: tuple[int, ...]

    def scaled(self, share: float) -> "Sizes":
        """A share of the deadlines, rebuilt citizens, messages and requests; the tables say how many there were."""
        # Three tries at least: the median of two is none.
        few = max(round(share * self.tries), 3)
        names = ("pending", "due", "rebuilt", "messages", "requests")
        return replace(self, tries=few, **{name: max(round(share * getattr(self, name)), 4) for name in names})


QUICK = Sizes(
    regions=(40,),
    tries=2,
    events=12,
    pending=2000,
    due=40,
    sweepers=1,
    rebuilt=4,
    messages=2,
    clients=2,
    requests=3,
    inputs=(10, 100),
)
FULL = Sizes(
    # 500 arrive a day: the smallest has all days of a window that a page shows, such as a month of the ledger.
    regions=(30_000, 100_000),
    tries=15,
    events=100,
    pending=1_000_000,
    due=20_000,
    sweepers=4,
    rebuilt=400,
    messages=40,
    clients=8,
    requests=25,
    inputs=(100, 1_000, 10_000),
)
