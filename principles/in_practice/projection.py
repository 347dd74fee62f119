"""What the flowchart brings to the published figures: how often it was opened, in whole fives (K21).

Whether a step helped is not among them: the number of a month laid beside the flowchart's own page, which tells all
answers together, would tell what one person said.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from principles.in_practice.rules.helpfulness import uses_shown
from principles.indicators.rules.publication import Cut, Sums, is_closed
from principles.indicators.rules.sources import HIDDEN, KeptKey, Source, told
from principles.models import ChartUse


def chart_figures(census: date, at: datetime) -> Mapping[KeptKey, Sums]:
    """By chart and month, of the region; a day that is over changes no more."""
    opened = Counter[tuple[str, date]]()
    for track, on, times in ChartUse.objects.order_by("on", "track").values_list("track", "on", "opened"):
        opened[track, on.replace(day=1)] += times
    return {
        KeptKey("K21", track, Cut.REGION, "", month): _sums(uses_shown(times))
        for (track, month), times in opened.items()
        if is_closed(month, census)
    }


def _sums(shown: int | None) -> Sums:
    return HIDDEN if shown is None else told(shown, 0, shown)


CHART_SOURCE = Source("flowchart", frozenset({"K21"}), chart_figures)
