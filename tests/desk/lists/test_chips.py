"""What stands on the chips of a list: another list is counted to its end when it is opened."""

import pytest

from desk.selectors.lists.filters import Counted, chosen_of
from desk.selectors.lists.inbox import MOST_COUNTED
from desk.selectors.lists.worklists import MUNICIPALITY, OVER

MANY = MOST_COUNTED + 1


@pytest.mark.parametrize(("wanted", "said"), [("", f"{MOST_COUNTED}+"), (OVER, str(MANY))])
def test_who_is_over_is_counted_as_far_as_anybody_counts_until_they_are_shown(wanted: str, said: str) -> None:
    counts = {chip.code: MANY for chip in MUNICIPALITY}
    shown = Counted(MUNICIPALITY, chosen_of(MUNICIPALITY, wanted), counts).shown()
    assert [chip["count"] for chip in shown] == [*[str(MANY)] * (len(shown) - 1), said]
    assert [chip["current"] for chip in shown].index(True) == (len(shown) - 1 if wanted else 0)


def test_an_unknown_choice_is_the_first() -> None:
    assert chosen_of(MUNICIPALITY, "noget-andet") is MUNICIPALITY[0]
