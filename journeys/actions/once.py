"""A key means one statement: the same one again changes nothing, another one under the same key is refused."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from journeys.actions.acts import Act, Refused
from journeys.models import ActKey, JourneyEvent

_SALT = "journeys.act_key"


def once(act: Act, statement: Mapping[str, Any], do: Callable[[], None]) -> bool:
    """Does it, unless the same statement was made under this key before; True when it stands from then.

    The key and the act are saved together, so that a refused act leaves its key free. Of two calls at once the second
    waits for the first. Raises Refused when the key was used for something else, also for another time or text.
    """
    if not act.source_ref:
        do()
        return False
    with transaction.atomic():
        values = {"digest": digest_of(statement), "recorded_at": act.now}
        key, is_new = ActKey.objects.get_or_create(source_ref=act.source_ref, defaults=values)
        if is_new:
            do()
        elif key.digest != values["digest"]:
            raise Refused("act.key_reused")
        elif JourneyEvent.objects.filter(voids_ref=act.source_ref).exists():
            raise Refused("act.key_taken_back")
    return not is_new


def is_known(act: Act) -> bool:
    """Whether something was done under the key before."""
    return bool(act.source_ref) and ActKey.objects.filter(source_ref=act.source_ref).exists()


def digest_of(statement: Mapping[str, Any]) -> str:
    """What was said, as one keyed number: the same fields with the same values give the same."""
    plain = json.dumps(statement, sort_keys=True, default=str, ensure_ascii=True)
    return salted_hmac(_SALT, plain, algorithm="sha256").hexdigest()
