"""The page of a citizen as JSON."""

from collections.abc import Sequence
from typing import Any

from desk.selectors.json_values import moment
from desk.selectors.own.calling import Ring
from desk.selectors.own.looks import LookLine
from desk.selectors.own.page import OwnPage
from journeys.models import RelativeCode


def own_json(page: OwnPage, looks: Sequence[LookLine]) -> dict[str, Any]:
    """The same sentences as on the screen, with their times."""
    return {
        "died_at": None if page.waits else moment(page.died_at),
        "where": list(page.where),
        "home": list(page.home),
        "ring": _ring(page.ring) if page.ring else None,
        "coming": [{"at": moment(each.at), "sentence": each.sentence} for each in page.coming],
        "changes": [{"at": moment(each.at), "sentence": each.sentence} for each in page.changes],
        "seventy_two": list(page.seventy_two),
        "wishes": [{"said_by": each.said_by, "at": moment(each.at), "text": each.text} for each in page.wishes],
        "relatives": [
            {"name": each.name, "relation": each.relation or None, "agreed": each.agreed or None}
            for each in page.relatives
        ],
        "documents": [
            {
                "title": each.title,
                "written": each.when,
                "items": [
                    {"heading": item.label, "text": item.words}
                    for block in each.blocks
                    for item in block.items
                    if item.words
                ],
            }
            for each in page.documents
        ],
        "looks": [{"at": moment(each.at), "who": each.who, "what": each.what, "times": each.times} for each in looks],
    }


def _ring(ring: Ring) -> dict[str, Any]:
    return {
        "name": ring.name,
        "phone": ring.phone or None,
        "hours": ring.hours or None,
        "open_now": ring.open_now,
        "opens_at": moment(ring.opens_at),
        "sentence": ring.sentence or None,
    }


def code_json(row: RelativeCode, code: str = "") -> dict[str, Any]:
    """A relative's code; the code itself only in the answer that gave it."""
    return {
        "id": str(row.pk),
        "name": row.name,
        "ground": row.ground,
        "opens": list(row.opens),
        "given_at": moment(row.given_at),
        "valid_until": moment(row.valid_until),
        "code": code or None,
    }
