"""docs/benchmarks.md: the machine, the sizes, and a table of figures for each P; what falls short is said."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from tools.bench.figures import BenchFigure

TITLES: Mapping[str, str] = {
    "region": "The region",
    "P1": "P1: pages and their JSON",
    "P2": "P2: the same pages in a larger region",
    "P3": "P3: the figures over five years",
    "P4": "P4: intake of one notification",
    "P5": "P5: deadlines",
    "P6": "P6: deriving everything again",
    "P7": "P7: clients at once",
    "P8": "P8: work for each input",
}
FLOORS: Mapping[str, str] = {
    "P1": "Floor: the page's own statements through psycopg2, and an empty view behind the same middleware.",
    "P2": "Floor: the same page in the smallest region of the run, asked in turn. A page that shows a window of days "
    "reads all of it: the ledger a month, the municipality's list of the ended 30 days. A region of 10,000 journeys "
    "has 20 days, so that such a page has more to show in the larger one, as the bytes of the answer say; a region of "
    "30,000 has 60, and every window is as long in both.",
    "P3": "Floor: as P1.",
    "P4": "Floor of the whole: the same statements through psycopg2. Without the commit, in both.",
    "P5": "Floor: each row claimed and marked in a transaction of its own through psycopg2, by as many processes.",
    "P8": "By CPU. Floor: a tenth of the input; of the smallest the time itself, which must stay under two seconds.",
}
_ROWS = "Templates and serializers of each row are worked out in Python, once for each reader"
_SIGHT = "Where a citizen has another stay the page asks who may see it: grants, contacts, and that stay, once a page"
_ORM = "Most of the time is the ORM's and the fold's, not the database's"
# Why a goal is missed, as far as it is known; shown only while it is.
REASONS: Mapping[str, str] = {
    **dict.fromkeys(("P1 ward", "P1 municipality", "P1 practice", "P1 journey"), _ROWS),
    "P1 statements": _SIGHT,
    "P3 figures": "Charts and tables of five years are drawn in Python; the database answers in a tenth of the time",
    **dict.fromkeys(("P4 admission: whole", "P4 discharge: whole"), _ORM),
    "P5 sweep": "Each row is claimed, asked what it fires, and marked through the ORM, in a transaction of its own",
    "P7 8 clients": "The clients, the web's processes and the database share the machine's cores",
}
_HEAD = "| what | figure | CPU | queries | floor | ratio | goal | |\n| --- | " + "---: | " * 6 + "--- |"


def report(figures: Sequence[BenchFigure], machine: Iterable[tuple[str, str]], *, day: str, sizes: str) -> str:
    """The whole page."""
    parts = [
        "# Benchmarks",
        f"Written by `make bench` on {day}; nothing here is written by hand. A ratio is measured side by side in one "
        "run, the median of several tries in turn. CPU is that of our own process: machines are shared, and the wall's "
        "time says how busy they were.",
        "\n".join(f"* {name}: {value}" for name, value in machine),
        f"Sizes: {sizes}. Not in this run: {_absent(figures)}.",
        _summary(figures),
    ]
    ordered = sorted(figures, key=lambda figure: list(TITLES).index(figure.group))
    for group, of_group in groupby(ordered, key=lambda figure: figure.group):
        parts += [f"## {TITLES[group]}", *([FLOORS[group]] if group in FLOORS else [])]
        parts.append("\n".join([_HEAD, *map(_line, of_group)]))
    return "\n\n".join(parts) + "\n"


def _absent(figures: Sequence[BenchFigure]) -> str:
    present = {figure.group for figure in figures}
    return ", ".join(group for group in TITLES if group not in present and group != "region") or "nothing"


def _summary(figures: Sequence[BenchFigure]) -> str:
    short = [figure for figure in figures if figure.falls_short]
    judged = sum(figure.goal is not None for figure in figures)
    said = f"{judged - len(short)} of {judged} goals are met."
    lines = [
        f"* {figure.group} {figure.name}: {_judged(figure)}, goal {_goal(figure)}{_why(figure)}" for figure in short
    ]
    return said if not lines else f"{said} These fall short:\n\n" + "\n".join(lines)


def _judged(figure: BenchFigure) -> str:
    return f"{_number(figure.measured)} {figure.unit}" if figure.ratio is None else f"{figure.ratio:.2f} ×"


def _why(figure: BenchFigure) -> str:
    found = [reason for start, reason in REASONS.items() if f"{figure.group} {figure.name}".startswith(start)]
    return f". {found[0]}" if found else ""


def _line(figure: BenchFigure) -> str:
    cells = [
        figure.name,
        f"{_number(figure.measured)} {figure.unit}",
        f"{_number(figure.cpu)} ms" if figure.cpu is not None else "",
        str(figure.queries) if figure.queries is not None else "",
        f"{_number(figure.floor)} {figure.unit}" if figure.floor is not None else "",
        f"{figure.ratio:.2f}" if figure.ratio is not None else "",
        _goal(figure),
        "; ".join(each for each in ("falls short" if figure.falls_short else "", figure.note) if each),
    ]
    return f"| {' | '.join(cells)} |"


def _goal(figure: BenchFigure) -> str:
    return "" if figure.goal is None else f"{'≥' if figure.at_least else '≤'} {figure.goal:g}"


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
