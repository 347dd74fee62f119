"""What was sent, as one reader may read it: threads from the events, words from the versions."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from documents.domain.parts import Parts
from documents.domain.threads import SentVersion, Thread
from documents.models import Document, Version
from journeys.domain.events.payloads.documents import CLOSED_KINDS
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from organisations.selectors.units import circle_ids, house_ids


def written_in(version: SentVersion) -> tuple[Mapping[str, str], Parts]:
    """The words of one version, and what one that came by message carries besides; none where it was told without."""
    rows = Version.objects.filter(event__source_ref=version.ref).values_list("values", "parts")
    values, parts = rows.first() or ({}, None)
    return values, Parts.parse(parts)


def words_of(version: SentVersion) -> Mapping[str, str]:
    """Its words alone."""
    return written_in(version)[0]


def writers_of(documents: Collection[UUID]) -> dict[UUID, Organisation]:
    """The unit that wrote each of these documents."""
    rows = Document.objects.filter(pk__in=documents).select_related("unit__root")
    return {row.pk: row.unit for row in rows}


def reading_units(user: User, kind: str = "") -> frozenset[UUID]:
    """The units whose letters a user reads and answers: the whole house, and of the social area the user's own alone.

    Social-sector staff see only what was sent to them (DESIGN §6; RULES 4). Of a `kind` that is closed to all but whom
    it was sent to, the units of one municipality do not read each other's either (B2-P5 c).
    """
    unit = user.unit
    if unit is None:
        return frozenset()
    letters = frozenset({unit.pk}) if user.role is Role.SOCIAL_WORKER else house_ids(unit)
    return letters & circle_ids(unit) if kind in CLOSED_KINDS else letters


def answering_units(user: User, version: SentVersion, kind: str) -> frozenset[UUID]:
    """The receivers for which a user answers: of those that got it sent on, their own alone."""
    own = str(user.unit.pk) if user.unit else None
    got = (unit for unit in version.receivers if version.forward_to(unit) is None or unit == own)
    return reading_units(user, kind) & frozenset(map(UUID, got))


def reading_ids(user: User, kind: str = "") -> frozenset[str]:
    """The same units as events name them."""
    return frozenset(map(str, reading_units(user, kind)))


def readable_by(threads: Iterable[Thread], user: User) -> list[Thread]:
    """Those whose words a user may read: sent or got in one of the versions. The others are only heard of."""
    return [thread for thread in threads if reading_ids(user, thread.kind) & thread.parties]
