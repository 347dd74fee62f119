"""What the timeline says of the events after a discharge, verb first (UX §1.e)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from discharge.sentences import medication_words, value_words, word_of
from journeys.domain.events import EventKind
from journeys.sentences import NameOf, ended

_Made = Callable[[Mapping[str, Any], NameOf], str]


def _exempted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Undtog borgeren fra de 72 timer: %(reason)s (%(physician)s)") % {
        "reason": payload.get("reason", ""),
        "physician": payload.get("physician", ""),
    }


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
    parts = [_("Noterede et opkald fra %(who)s: %(question)s") % facts]
    parts += [_("Svar: %(answer)s") % {"answer": payload["answer"]}] if payload.get("answer") else []
    parts += [_("Aftalt: %(agreed)s") % {"agreed": payload["agreed"]}] if payload.get("agreed") else []
    return " · ".join(parts)


def _letter_sent(payload: Mapping[str, Any], name_of: NameOf) -> str:
    text = payload.get("recommendation")
    if text:
        return _("Sendte epikrisen og beder egen læge følge op: %(text)s") % {"text": text}
    return _("Sendte epikrisen")


def _letter_handed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"evidence": payload.get("evidence", ""), "text": payload.get("recommendation", "")}
    digital = payload.get("way") == "digital_post"
    said = (
        _("Sendte epikrisen til borgeren i Digital Post: %(evidence)s")
        if digital
        else _("Gav borgeren epikrisen på papir: %(evidence)s")
    ) % facts
    return _("%(said)s Skal følges op: %(text)s") % {**facts, "said": ended(said)} if facts["text"] else said


def _letter_receipt(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("positive") is True:
        return _("Kvitterede for epikrisen")
    return _("Meldte, at epikrisen ikke er kommet rigtigt frem. Den skal sendes igen")


def _fmk(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Ajourførte FMK")


def _rehabilitation(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("needed") is True:
        return _("Besluttede, at borgeren skal have en genoptræningsplan")
    return _("Besluttede, at der ikke skal være en genoptræningsplan")


def _rehabilitation_sent(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Sendte genoptræningsplanen")


def _enrolled(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("needed") is False:
        return _("Svarede, at der ikke er noget at tilgangsføre")
    return _("Tilgangsførte borgeren i kommunens system")


def _other_tasks(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Udførte de øvrige udskrivningsopgaver")


def _acute_started(payload: Mapping[str, Any], name_of: NameOf) -> str:
    by = payload.get("referred_by")
    who = word_of(by) if by else _("ukendt henviser")
    if payload.get("takeover"):
        return _("Tilbød %(who)s at overtage ansvaret i akutfunktionen") % {"who": who}
    place = name_of(payload.get("organisation"))
    if place:
        return _("Henviste til akutfunktionen %(place)s på vegne af %(who)s") % {"who": who, "place": place}
    return _("Henviste til akutfunktionen på vegne af %(who)s") % {"who": who}


def _medication(payload: Mapping[str, Any], name_of: NameOf) -> str:
    who = medication_words(payload.get("party"), payload.get("name"), name_of(payload.get("organisation")))
    if not who:
        return _("Oplyste, at det ikke vides, hvem der har ansvaret for den samlede medicin")
    return _("Oplyste, hvem der har ansvaret for den samlede medicin: %(who)s") % {"who": who}


AFTER_EVENT_SENTENCES: Mapping[EventKind, _Made] = {
    EventKind.RESPONSIBILITY_EXEMPTED: _exempted,
    EventKind.MEDICATION_RESPONSIBLE_STATED: _medication,
    EventKind.CALL_LOGGED: _call,
    EventKind.LETTER_SENT: _letter_sent,
    EventKind.LETTER_HANDED: _letter_handed,
    EventKind.LETTER_ACKNOWLEDGED: _letter_receipt,
    EventKind.FMK_UPDATED: _fmk,
    EventKind.REHABILITATION_DECIDED: _rehabilitation,
    EventKind.REHABILITATION_PLAN_SENT: _rehabilitation_sent,
    EventKind.MUNICIPAL_ENROLLED: _enrolled,
    EventKind.OTHER_TASKS_DONE: _other_tasks,
    EventKind.ACUTE_FUNCTION_STARTED: _acute_started,
}
