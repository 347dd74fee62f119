"""What the timeline says of documents, verb first, and the words of their kinds and answers (UX §1.e)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import Aspect, Text
from documents.domain.kinds import kind_named
from documents.domain.reading import ReadingTime
from documents.domain.threads import VersionAnswer
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import (
    AnswerCode,
    CitizenTold,
    DocumentAnswered,
    DocumentForwarded,
    DocumentSent,
    DocumentSentInError,
    Mistake,
)
from journeys.sentences import EventWords, NameOf, ended, moment_words
from organisations.domain.moments import ENGLISH, at_clock, near
from organisations.sentences import reading_language

Key = TypeVar("Key")

ANSWER_WORDS = {
    AnswerCode.ACKNOWLEDGED: gettext_lazy("Kvitteret"),
    AnswerCode.MISSING: gettext_lazy("Mangler oplysninger"),
    AnswerCode.CALL_ME: gettext_lazy("Ring til os"),
    AnswerCode.READY: gettext_lazy("Klar"),
    AnswerCode.CANNOT: gettext_lazy("Kan ikke nå det"),
    AnswerCode.HOME: gettext_lazy("Borgeren er kommet hjem"),
    AnswerCode.DISCARDED: gettext_lazy("Har talt med afsenderen, bruger det ikke"),
}

ASPECT_WORDS = {
    Aspect.AIDS: gettext_lazy("Hjælpemidler eller bolig"),
    Aspect.ABILITY: gettext_lazy("Funktionsevne"),
    Aspect.NEEDS: gettext_lazy("Behov for hjælp"),
}


def in_language(text: Text) -> str:
    """The words in the reader's language."""
    return text[1] if reading_language() == ENGLISH else text[0]


def all_in_language(texts: Mapping[Key, Text]) -> dict[Key, str]:
    """The words of a whole table."""
    return {key: in_language(text) for key, text in texts.items()}


def _text_in_language(danish: str, english: str) -> str:
    return in_language((danish, english))


def lazy_words(text: Text) -> Promise:
    """The words in the language of whoever reads them, to be asked later."""
    return cast(Promise, _lazily(*text))


_lazily = lazy(_text_in_language, str)


def answer_words(answer: VersionAnswer, kind: str) -> str:
    """An answer in a few words, with the time or the field that it names."""
    if answer.code is AnswerCode.READY and answer.time:
        return _("Klar fra %(at)s") % {"at": moment_words(answer.time.isoformat())}
    if answer.code is AnswerCode.CANNOT and answer.time:
        return _("Kan ikke nå det, foreslår %(at)s") % {"at": moment_words(answer.time.isoformat())}
    label = str(ANSWER_WORDS[answer.code])
    field = field_label(kind, answer.field)
    return f"{label}: {field}" if field else label


def field_label(kind: str, field: str) -> str:
    """The name of a field of a kind; empty where there is none."""
    declared = kind_named(kind)
    named = declared.fields.get(field) if declared and field else None
    return in_language(named.label) if named else ""


def kind_label(kind: str) -> str:
    """The name of a kind of document; what an older program wrote may be another one."""
    declared = kind_named(kind)
    return in_language(declared.label) if declared else _("Dokument")


def _sent(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = DocumentSent.parse(payload)
    names = ", ".join(filter(None, map(name_of, said.receivers)))
    facts = {"what": kind_label(said.document_kind or "").lower(), "number": said.version, "to": names}
    if said.version == 1 or said.document_kind == ChannelDocument.CORRESPONDENCE:
        return (_("Sendte %(what)s til %(to)s") if names else _("Sendte %(what)s")) % facts
    if not said.changed:
        return _("Sendte %(what)s, version %(number)s, til %(to)s") % facts
    changed = ngettext("%(count)s ændring", "%(count)s ændringer", len(said.changed)) % {"count": len(said.changed)}
    facts["changed"] = changed
    return (_("Sendte %(what)s, version %(number)s med %(changed)s, til %(to)s")) % facts


def _answered(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = DocumentAnswered.parse(payload)
    kind = said.document_kind or ""
    facts = {"what": kind_label(kind).lower(), "number": said.version, "field": field_label(kind, said.field or "")}
    facts["when"] = moment_words(payload.get("at"))
    in_field = _("Mangler oplysninger i feltet »%(field)s« i %(what)s, version %(number)s")
    sentences = {
        AnswerCode.READY: _("Svarede på %(what)s, version %(number)s: klar fra %(when)s"),
        AnswerCode.CANNOT: _("Svarede på %(what)s, version %(number)s: kan ikke nå det, foreslår %(when)s"),
        AnswerCode.HOME: _("Oplyste, at borgeren er kommet hjem, og lukkede %(what)s, version %(number)s"),
        AnswerCode.DISCARDED: _("Har talt med afsenderen og bruger ikke %(what)s, version %(number)s"),
        AnswerCode.MISSING: in_field if facts["field"] else _("Mangler oplysninger i %(what)s, version %(number)s"),
        AnswerCode.CALL_ME: _("Beder om at blive ringet op om %(what)s, version %(number)s"),
    }
    read = _("Kvitterede for %(what)s, version %(number)s")
    sentence = (sentences.get(said.answer, read) if said.answer else read) % facts
    return f"{sentence}: {ended(said.text)}" if said.text else sentence


def _forwarded(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = DocumentForwarded.parse(payload)
    facts = {"what": kind_label(said.document_kind or "").lower(), "number": said.version, "to": name_of(said.unit)}
    sentence = _("Videresendte %(what)s, version %(number)s, til %(to)s") % facts
    return f"{sentence}: {ended(said.text)}" if said.text else sentence


def _told(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = CitizenTold.parse(payload)
    sentence = _("Fortalte borgeren om %(what)s, version %(number)s") % {
        "what": kind_label(said.document_kind or "").lower(),
        "number": said.version,
    }
    if said.relatives is None:
        return sentence
    consent = _("Pårørende må få den at vide") if said.relatives else _("Pårørende må ikke få den at vide")
    return f"{sentence}. {consent}"


def _sent_in_error(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = DocumentSentInError.parse(payload)
    names = ", ".join(filter(None, map(name_of, said.receivers)))
    facts = {"what": kind_label(said.document_kind or "").lower(), "number": said.version, "to": names}
    wrong = _("Sendte %(what)s, version %(number)s, til %(to)s ved en fejl: den må ikke bruges")
    about = _("Sendte %(what)s, version %(number)s, om en forkert borger: den må ikke bruges")
    sentence = (about if said.mistake is Mistake.CITIZEN else wrong) % facts
    return f"{sentence}. {ended(said.text)}" if said.text else sentence


DOCUMENT_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.DOCUMENT_SENT: EventWords(gettext_lazy("Brev eller plan sendt"), _sent),
    EventKind.DOCUMENT_SENT_IN_ERROR: EventWords(gettext_lazy("Sendt ved en fejl"), _sent_in_error),
    EventKind.DOCUMENT_FORWARDED: EventWords(gettext_lazy("Brev eller plan videresendt"), _forwarded),
    EventKind.CITIZEN_TOLD: EventWords(gettext_lazy("Borgeren er fortalt om planen"), _told),
    EventKind.DOCUMENT_ANSWERED: EventWords(gettext_lazy("Svar på brev eller plan"), _answered),
}


def reading_words(reading: ReadingTime, now: datetime) -> str:
    """ "læses senest i dag kl. 15.00", for a ward with the last moment to send; after the receiver's name."""
    language = reading_language()
    facts = {"by": near(reading.by, now=now, language=language)}
    if reading.send_before is None:
        return _("læses senest %(by)s") % facts
    facts["before"] = at_clock(reading.send_before, language=language)
    return _("læses senest %(by)s, når det sendes før %(before)s") % facts


def aspect_words(aspect: Aspect) -> str:
    """What of a plan changed, as people call it."""
    return str(ASPECT_WORDS[aspect])
