"""A key means one statement: the same one again changes nothing, another one under the same key is refused."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from journeys.actions.access import count_unseen
from journeys.actions.acting.acts import Act, Refused
from journeys.actions.refusals import RefusedUnseen
from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.models import ActKey, JourneyEvent

_SALT = "journeys.act_key"
_MOVES_ON = CONTACT_KINDS | {EventKind.TREATMENT_RESUMED}
REPEATED_WITHIN = timedelta(minutes=10)


def once(act: Act, statement: Mapping[str, Any], do: Callable[[], None]) -> bool:
    """Does it, unless the same statement was made under this key before; True when it stands from then.

    The key and the act are saved together, so that a refused act leaves its key free. Of two calls at once the second
    waits for the first. Raises Refused when the key was used for something else, also for another time or text.
    """
    try:
        return _once(act, statement, do)
    except RefusedUnseen:
        # In a transaction of its own, and before anything is told: too many of them answer nothing any more.
        count_unseen(by=act.by, now=act.now)
        raise


def _once(act: Act, statement: Mapping[str, Any], do: Callable[[], None]) -> bool:
    if not act.source_ref:
        do()
        return False
    with transaction.atomic():
        _key, is_new = _claimed(act, statement)
        if is_new:
            do()
        elif JourneyEvent.objects.filter(voids_ref=act.source_ref).exists():
            raise Refused("act.key_taken_back")
    return not is_new


def made_once(act: Act, statement: Mapping[str, Any], make: Callable[[], str]) -> str | None:
    """The key of what the same statement made before under this key; None when `make` makes it now and names it.

    Refused as `once` refuses; without a key nothing is remembered.
    """
    if not act.source_ref:
        make()
        return None
    with transaction.atomic():
        key, is_new = _claimed(act, statement)
        if is_new:
            key.made = make()
            key.save(update_fields=["made"])
    return None if is_new else key.made


def _claimed(act: Act, statement: Mapping[str, Any]) -> tuple[ActKey, bool]:
    """The row of the key, held until the transaction ends, and whether it is new; refused for another statement."""
    digest = digest_of(statement)
    key, is_new = ActKey.objects.get_or_create(
        source_ref=act.source_ref, defaults={"digest": digest, "recorded_at": act.now}
    )
    if key.digest != digest:
        raise Refused("act.key_reused")
    return key, is_new


def is_known(act: Act) -> bool:
    """Whether something was done under the key before."""
    return bool(act.source_ref) and ActKey.objects.filter(source_ref=act.source_ref).exists()


def saved_before(act: Act, statement: Mapping[str, Any]) -> datetime | None:
    """When the same person said exactly this under another key a moment ago, and it still is the last word.

    That is what comes of Back and Save again: the page has a new key, and the words are the old ones. Once somebody
    else has had a say, or the stay has moved on, the same words are meant anew: ready, resumed, ready again.
    """
    same = ActKey.objects.filter(digest=digest_of(statement), recorded_at__gt=act.now - REPEATED_WITHIN)
    same = same.filter(source_ref__startswith=f"{act.by.uuid}:").exclude(source_ref=act.source_ref)
    last = same.order_by("-recorded_at", "-pk").first()
    event = JourneyEvent.objects.filter(source_ref=last.source_ref).first() if last else None
    if event is None:
        return None
    voided = JourneyEvent.objects.filter(voids_ref=event.source_ref)
    return None if _moved_on(event) or voided.exists() else event.recorded_at


def _moved_on(event: JourneyEvent) -> bool:
    """Whether another word has been said since: the same kind, by somebody else, or one that moves the stay."""
    others = ~Q(actor_id=event.actor_id) | Q(kind__in=[event.kind, *_MOVES_ON])
    return JourneyEvent.objects.filter(others, citizen_id=event.citizen_id, pk__gt=event.pk).exists()


def digest_of(statement: Mapping[str, Any]) -> str:
    """What was said, as one keyed number: the same fields with the same values give the same."""
    plain = json.dumps(statement, sort_keys=True, default=str, ensure_ascii=True)
    return salted_hmac(_SALT, plain, algorithm="sha256").hexdigest()
