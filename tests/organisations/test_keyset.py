"""Pages of a history by key: every row once, steady, and as cheap at the end as at the beginning (UX §5.11)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from journeys.models import AccessLog
from organisations.selectors.keyset import NEWER, OLDER, Cut, Paged, cut_of, number_key, page_by_key
from tests.services.buffers import buffers_read, statements_of

PAGE, PAGES = 10, 110
NOW = timezone.now()


def look(number: int) -> AccessLog:
    """Three looks a second, so that equal moments lie on both sides of a cut."""
    at = NOW - timedelta(seconds=number // 3)
    return AccessLog(at=at, user_uuid=uuid4(), user_name="Birgit Holm", action="list", purpose="party")


@pytest.fixture
def history(db: None) -> None:
    AccessLog.objects.bulk_create(map(look, range(PAGE * PAGES)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE journeys_accesslog")


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


@pytest.mark.usefixtures("history")
def test_what_comes_in_meanwhile_moves_no_row_to_another_page() -> None:
    first = turned()
    before = keys(turned(**{OLDER: first.older}))
    AccessLog.objects.bulk_create([look(-9), look(-6)])
    assert keys(turned(**{OLDER: first.older})) == before


@pytest.mark.usefixtures("history")
@pytest.mark.postgres
@pytest.mark.parametrize("way", [OLDER, NEWER])
def test_page_100_reads_no_more_than_page_1(way: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    pages = walk()

    def read(**asked: str) -> int:
        return buffers_read(statements_of(lambda: turned(**asked)))

    near, far = (pages[1], pages[100]) if way == OLDER else (pages[PAGES - 2], pages[2])
    place = {OLDER: "older", NEWER: "newer"}[way]
    first, hundredth = read(**{way: getattr(near, place)}), read(**{way: getattr(far, place)})
    assert hundredth <= first + 2, f"{hundredth} buffers for the far page, {first} for the near one"


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
    assert cut_of({way: place}, key=number_key) == Cut(unreadable=True)


@pytest.mark.parametrize("key", [number_key, UUID])
def test_without_a_place_it_is_the_newest_page(key: Any) -> None:
    assert cut_of({}, key=key) == cut_of({OLDER: "", NEWER: ""}, key=key) == Cut()
