"""Every door that names a journey or a citizen, with the side roads of each: parameters, fragments, files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.oracle import Person, Situation, marking_seen, reading, reading_citizen, reading_ledger

# As htmx asks for a part of a page that refreshes itself, and for any other fragment.
LIVE = {"HX-Request": "true", "HX-Trigger": "live-journey"}
FRAGMENT = {"HX-Request": "true", "HX-Target": "content"}


@dataclass(frozen=True, slots=True)
class Door:
    """One address with its side roads: what follows the address, and the headers; `says` is the oracle's answer."""

    name: str
    says: Callable[[Person, Situation], str] = reading
    method: str = "get"
    names: str = "journey"
    roads: tuple[tuple[str, dict[str, str]], ...] = field(default=(("", {}),))

    def knock(self, client: Client, stands: Standing, turn: int) -> Any:
        """Asks by one of the side roads, in turn."""
        query, headers = self.roads[turn % len(self.roads)]
        of = stands.journey.citizen_id if self.names == "citizen" else stands.journey.pk
        return getattr(client, self.method)(reverse(self.name, args=[of]) + query, headers=headers)


PAGES = (
    Door(
        "desk:journey",
        roads=(
            ("", {}),
            ("?vis=alle&fra=0", LIVE),
            ("?vis=barrierer", {}),
            ("?fra=0", FRAGMENT),
            ("?unit=x&side=2&tid=x", {}),
            ("?fra=-1", {**LIVE, "HX-Boosted": "true"}),
        ),
    ),
    Door("desk:journey-report", roads=(("", {}), ("?papir=1", {}), ("", LIVE))),
    Door("desk:journey-flowchart", roads=(("", {}), ("?vis=x", LIVE), ("", FRAGMENT))),
    Door("desk:journey-principles", roads=(("", {}), ("?vis=x", LIVE), ("", FRAGMENT))),
    Door("desk:journey-for-citizen", roads=(("", {}), ("?papir=1", LIVE))),
    Door("desk:journey-cpr", method="post", roads=(("", {}), ("", FRAGMENT))),
    Door("desk:ten-seconds", roads=(("", {}), ("?tid=2026-01-05T10:00", {}), ("?tid=x", LIVE))),
    Door("desk:row-seen", says=marking_seen, method="post", roads=(("", {}), ("?next=/", FRAGMENT))),
    Door("desk:journey-ledger", says=reading_ledger, roads=(("", {}), ("?vis=uenighed", {}), ("", LIVE))),
    Door("desk:journey-ledger-csv", says=reading_ledger, roads=(("", {}), ("?vis=uenighed", FRAGMENT))),
    Door("api:journey", roads=(("", {}), ("?unit=x", {}), ("?format=json", LIVE))),
    Door("api:journey-events", roads=(("", {}), ("?page_size=1", {}), ("?cursor=cD0y", {}), ("", LIVE))),
    Door("api:journey-documents", roads=(("", {}), ("?unit=x", {}))),
    Door("desk:citizen", says=reading_citizen, names="citizen", roads=(("", {}), ("", LIVE), ("?side=2", {}))),
    Door("api:journey-flowchart"),
    Door("api:journey-principles"),
    Door("api:journey-responsibility", roads=(("", {}), ("?at=2026-01-05T10:00:00Z", {}))),
)
# Where acts and changes are knocked on: test_acts.py, test_changes.py; letters and plans: test_documents.py; questions
# and lists: test_lists.py; letters by message: tests/desk/documents/messages/test_by_message.py.
OF_ACTS = frozenset({"desk:journey-act", "api:journey-act", "desk:row-acknowledged"})
OF_CHANGES = frozenset({"desk:journey-correct", "desk:journey-undo", "api:event-take-back", "api:event-correct"})
OF_DOCUMENTS = frozenset(
    {"desk:document", "desk:document-new", "desk:document-write", "desk:document-send", "api:document-answers"}
    | {"desk:document-settled", "desk:document-reply", "desk:document-file", "desk:document-error"}
    | {"desk:document-forward", "api:document-forwards", "api:document-choices"}
    # Knocked on in tests/desk/documents/test_files.py.
    | {"api:document-files", "api:document-file"}
    | {"desk:document-sorted", "desk:document-work-done", "api:document-sortings", "api:document-work-done"}
)
# Whoever speaks for a side gives codes to relatives: test_own.py.
OF_CODES = frozenset({"desk:relative-codes", "desk:relative-code-ended", "api:journey-codes", "api:journey-code"})
OF_QUESTIONS = frozenset({"desk:question"})
# Whoever speaks for a side nominates a journey: tests/desk/learning.
OF_LEARNING = frozenset({"desk:journey-learning", "api:journey-learning"})
