"""Documents as the API shows them."""

from collections.abc import Mapping
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.documents.sorting import sortings_json
from desk.selectors.json_values import moment
from discharge.wording.sentences import sentence
from documents.domain.kinds import kind_named
from documents.domain.parts import Parts
from documents.domain.threads import SentVersion, Thread, VersionAnswer
from documents.domain.values import changes
from documents.models import Opening, Version
from documents.selectors.choice import KindChoice, ReceiverChoice
from documents.selectors.opened import openings_in
from documents.selectors.sent import reading_ids
from documents.selectors.sorting import last_sortings
from documents.sentences import kind_label
from medcom.selectors.delivering import as_json, messages_of


def thread_json(thread: Thread, asker: Asker) -> dict[str, Any]:
    """A document with the versions that the asker's house sent or got; of the others only that they went."""
    refs = [version.ref for version in thread.versions]
    stored = Version.objects.filter(event__source_ref__in=refs)
    written = {ref: (words, parts) for ref, words, parts in stored.values_list("event__source_ref", "values", "parts")}
    house = reading_ids(asker.user)
    # How far its messages have come is for whoever sent it.
    sent, opened = messages_of(thread.versions, house), openings_in(thread.versions)
    keys = [version.delivery_to(unit) for version in thread.versions for unit in version.receivers if unit in house]
    sortings = list(last_sortings().filter(delivery__in=keys)) if keys else []
    kind = kind_named(thread.kind)
    versions: list[dict[str, Any]] = []
    before: dict[str, str] | None = None
    for version in thread.versions:
        hidden = version.hidden_from(house)
        values, parts = written.get(version.ref, ({}, None))
        of_it = version.concerns(house) and not hidden
        new = [change.field.name for change in changes(kind, before, values)] if kind and of_it and before else []
        delivery = [as_json(sent[key]) for unit in version.receivers if (key := version.delivery_to(unit)) in sent]
        seen = _opened_json(version, opened) if of_it else []
        versions.append(
            _version_json(version, values, new, of_it=of_it)
            | _parts_json(Parts.parse(parts) if of_it else Parts())
            | {"delivery": delivery, "opened": seen, "sorting": sortings_json(version, house, sortings)}
        )
        before = values if of_it else before
    return {"id": thread.document, "kind": thread.kind, "label": kind_label(thread.kind), "versions": versions}


def _version_json(version: SentVersion, values: dict[str, str], changed: list[str], *, of_it: bool) -> dict[str, Any]:
    """`changed` is what is new to this reader, as on the page: against the version that it got before."""
    return {
        "number": version.number,
        "sent_at": moment(version.sent_at),
        "unit": version.unit,
        "receivers": list(version.receivers),
        "sent_on": [
            {"by": each.party, "unit": each.unit, "text": each.text if of_it else "", "at": moment(each.at)}
            for each in version.forwards
        ],
        "changed": changed,
        "values": values if of_it else None,
        "sent_in_error": [
            {"mistake": error.mistake.value, "receivers": sorted(error.units), "at": moment(error.at)}
            for error in version.errors
        ],
        "answers": [_answer_json(answer) for answer in (version.answers if of_it else ())],
    }


def _parts_json(parts: Parts) -> dict[str, Any]:
    names = ("id", "title", "content_type", "url", "has_data")
    return {"urgent": parts.is_urgent, "files": [{name: getattr(file, name) for name in names} for file in parts.files]}


def _opened_json(version: SentVersion, opened: Mapping[str, Opening]) -> list[dict[str, Any]]:
    rows = ((unit, opened.get(version.delivery_to(unit))) for unit in version.receivers)
    return [
        {"receiver": unit, "unit": str(row.unit_id), "by": row.opened_by.name, "at": moment(row.opened_at)}
        for unit, row in rows
        if row is not None
    ]


def _answer_json(answer: VersionAnswer) -> dict[str, Any]:
    return {
        "unit": answer.unit,
        "answer": answer.code.value,
        "time": moment(answer.time),
        "field": answer.field,
        "text": answer.text,
        "at": moment(answer.at),
    }


def choice_json(choice: KindChoice) -> dict[str, Any]:
    """A kind with what table 2a says of each receiver."""
    return {
        "kind": choice.kind.document,
        "allowed": choice.allowed,
        "instead": choice.instead.document if choice.instead else None,
        "receivers": [_receiver_json(receiver) for receiver in choice.receivers],
    }


def _receiver_json(receiver: ReceiverChoice) -> dict[str, Any]:
    verdict, reading = receiver.permission.verdict, receiver.reading
    return {
        "unit": str(receiver.unit.pk),
        "name": receiver.unit.label,
        "allowed": receiver.permission.allowed,
        "rule": verdict.rule,
        "words": sentence(verdict),
        "phone_required": receiver.phone_required,
        "read_by": moment(reading.by) if reading else None,
        "send_before": moment(reading.send_before) if reading else None,
    }
