"""Pages of a history by key: every row once, steady, and as cheap at the end as at the beginning (UX §5.11)."""

from datetime import datetime, timedelta
from itertools import count
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from journeys.models import AccessLog
from organisations.selectors.keyset import NEWER, OLDER, PageCut, Paged, cut_of, number_key, page_by_key
from tests.services.buffers import buffers_read, statements_of

# Beyond page 100 there is as much again: near the end of a small table, reading all of it is the cheaper plan.
PAGE, PAGES = 10, 210
# Each history has moments of its own: what a test before left dead at the same ones would be read with it.
DAYS = count()


def look(number: int, now: datetime) -> AccessLog:
    """Three looks a second, so that equal moments lie on both sides of a cut."""
    at = now - timedelta(seconds=number // 3)
    return AccessLog(at=at, user_uuid=uuid4(), user_name="Birgit Holm", action="list", purpose="party")


@pytest.fixture
def history(db: None) -> datetime:
    now = timezone.now() - timedelta(days=next(DAYS))
    AccessLog.objects.bulk_create(look(number, now) for number in range(PAGE * PAGES))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE journeys_accesslog")
    return now


def turned(**asked: str) -> Paged[AccessLog]:
    return page_by_key(AccessLog.objects.all(), cut_of(asked, key=number_key), at="at", size=PAGE)


def keys(page: Paged[AccessLog]) -> list[int]:
    return [row.pk for row in page.rows]


def walk() -> list[Paged[AccessLog]]:
    """All pages by the link Ældre."""
    pages = [turned()]
    while pages[-1].older:
        pages.append(turned(**{OLDER: pages[-1].older}))
    return pages


@pytest.mark.usefixtures("history")
def test_every_row_stands_on_one_page_in_order() -> None:
    pages = walk()
    shown = [key for page in pages for key in keys(page)]
    assert shown == list(AccessLog.objects.order_by("-at", "-pk").values_list("pk", flat=True))
    assert len(pages) == PAGES


@pytest.mark.usefixtures("history")
def test_the_way_back_shows_the_same_pages() -> None:
    pages = walk()[:5]
    back = [turned(**{NEWER: pages[4].newer})]
    while back[-1].newer:
        back.append(turned(**{NEWER: back[-1].newer}))
    assert [keys(page) for page in reversed(back)] == [keys(page) for page in pages[:4]]


def test_what_comes_in_meanwhile_moves_no_row_to_another_page(history: datetime) -> None:
    first = turned()
    before = keys(turned(**{OLDER: first.older}))
    AccessLog.objects.bulk_create([look(-9, history), look(-6, history)])
    assert keys(turned(**{OLDER: first.older})) == before


@pytest.mark.usefixtures("history")
@pytest.mark.postgres
@pytest.mark.parametrize("way", [OLDER, NEWER])
def test_page_100_reads_no_more_than_page_1(way: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    pages = walk()

    place = {OLDER: "older", NEWER: "newer"}[way]

    def read(page: Paged[AccessLog]) -> int:
        return buffers_read(statements_of(lambda: turned(**{way: getattr(page, place)})))

    # Of five in a row: a single page may lie across the edge of a block.
    near, far = (pages[1:6], pages[100:105]) if way == OLDER else (pages[-6:-1], pages[-105:-100])
    first, hundredth = median(map(read, near)), median(map(read, far))
    assert hundredth <= first + 1, f"{hundredth} buffers for a far page, {first} for a near one"


@pytest.mark.parametrize("way", [OLDER, NEWER])
@pytest.mark.parametrize(
    "place",
    [
        "x", "~", "~7", "2026-11-20~1~2", "2026-11-20T10:00:00+00:00~7", "2026-11-20T10:00:00~x", "9999-12-31~7",
        "0001-01-01~7", "2026-11-20T10:00:00~-7", "2026-11-20T10:00:00~٧", "2026-11-20T10:00:00~99999999999999999999",
        "2512489996", "\x00~7", "7" * 5000,
    ],
)  # fmt: skip
def test_a_forged_place_is_said_to_be_none(way: str, place: str) -> None:
    assert cut_of({way: place}, key=number_key) == PageCut(unreadable=True)


@pytest.mark.parametrize("key", [number_key, UUID])
def test_without_a_place_it_is_the_newest_page(key: Any) -> None:
    assert cut_of({}, key=key) == cut_of({OLDER: "", NEWER: ""}, key=key) == PageCut()
