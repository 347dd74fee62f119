"""What the timeline says of calls, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.calls.rules import CallerRole
from discharge.wording.sentences import value_words, word_of
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, ended


def _caller(payload: Mapping[str, Any], name_of: NameOf) -> str:
    role = value_words("caller_role", payload.get("caller_role"))
    place = name_of(payload.get("caller_organisation"))
    return f"{role}, {place}" if place else role


def _call(payload: Mapping[str, Any], name_of: NameOf) -> str:
    """A call that was answered, or an attempt with the way it was pointed."""
    facts = {"who": _caller(payload, name_of), "question": ended(str(payload.get("question") or ""))}
    if payload.get("entitled") is False:
        to = word_of(payload.get("referred_to"))
        return _("Noterede et forsøgt opkald fra %(who)s: %(question)s Henvist til %(to)s") % {**facts, "to": to}
    parts = [_rang(payload, name_of, facts)]
    parts += [_("Svar: %(answer)s") % {"answer": payload["answer"]}] if payload.get("answer") else []
    parts += [_("Aftalt: %(agreed)s") % {"agreed": payload["agreed"]}] if payload.get("agreed") else []
    return " · ".join(parts)


def _rang(payload: Mapping[str, Any], name_of: NameOf, facts: Mapping[str, str]) -> str:
    if payload.get("caller_role") != CallerRole.WARD.value:
        return _("Noterede et opkald fra %(who)s: %(question)s") % facts
    place = name_of(payload.get("caller_organisation"))
    return (
        _("Ringede til %(place)s: %(question)s") % {**facts, "place": place}
        if place
        else _("Ringede op: %(question)s") % facts
    )


CALLS_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.CALL_LOGGED: EventWords(gettext_lazy("Opkald"), _call),
}
