"""Documents as the API shows them."""

from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.json_values import moment
from documents.domain.threads import SentVersion, Thread
from documents.models import Version
from documents.selectors.sent import reading_units
from documents.sentences import kind_label


def thread_json(thread: Thread, asker: Asker) -> dict[str, Any]:
    """A document with the versions that the asker's house sent or got; of the others only that they went."""
    refs = [version.ref for version in thread.versions]
    words = dict(Version.objects.filter(event__source_ref__in=refs).values_list("event__source_ref", "values"))
    house = {str(unit) for unit in reading_units(asker.user)}
    return {
        "id": thread.document,
        "kind": thread.kind,
        "label": kind_label(thread.kind),
        "versions": [
            _version_json(version, words.get(version.ref), of_it=bool(house & {version.unit, *version.receivers}))
            for version in thread.versions
        ],
    }


def _version_json(version: SentVersion, values: dict[str, str] | None, *, of_it: bool) -> dict[str, Any]:
    return {
        "number": version.number,
        "sent_at": moment(version.sent_at),
        "unit": version.unit,
        "receivers": list(version.receivers),
        "changed": list(version.changed) if of_it else [],
        "values": values if of_it else None,
        "answers": [
            {"unit": answer.unit, "answer": answer.code.value, "text": answer.text, "at": moment(answer.at)}
            for answer in (version.answers if of_it else ())
        ],
    }
