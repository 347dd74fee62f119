"""Projects who has to answer what: one row per sending and receiver, from the journey's history (DESIGN §2)."""

from typing import Any
from uuid import UUID

from documents.domain.declaring import Aspect
from documents.domain.errors import error_tasks, is_discarded
from documents.domain.kinds import kind_named
from documents.domain.outdated import outdated_plan_tasks
from documents.domain.realism import Realism, realism_of
from documents.domain.sorting.tasks import sorted_tasks
from documents.domain.threads import SentVersion, Thread, threads_of
from documents.models import Delivery, PlanRealism
from documents.selectors.sorting import placed
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.stepping import bring_in_step
from journeys.domain.events import EventKind

_DERIVED = [field.attname for field in Delivery._meta.concrete_fields if field.name != "routed_at"]


def project_deliveries(projection: CitizenProjection) -> None:
    """Brings the citizen's rows in step; runs in the event's transaction and writes only what changed."""
    if not any(map(_was_sent, projection.journeys)):
        return
    derived = {
        values["key"]: values
        for item in projection.journeys
        for thread in threads_of(item.history)
        for values in _rows(item, thread)
    }
    stored = {} if projection.is_new else {row["key"]: row for row in delivery_rows(projection.citizen.pk)}
    bring_in_step(Delivery, stored, derived)


def _rows(item: Projected, thread: Thread) -> list[dict[str, Any]]:
    rows, following = [], dict[str, SentVersion]()
    for version in reversed(thread.versions):
        for unit in version.receivers:
            rows.append(_values(item, thread, version, unit, following.get(unit)))
            following[unit] = version
    return rows


def _values(
    item: Projected, thread: Thread, version: SentVersion, unit: str, after: SentVersion | None
) -> dict[str, Any]:
    answer, error, passed = version.answer_for(unit), version.error_of(unit), version.forward_to(unit)
    sent_on = version.forwards_of(unit)
    return {
        "key": version.delivery_to(unit),
        "journey_id": item.journey.pk,
        "document": UUID(thread.document),
        "kind": thread.kind,
        "number": version.number,
        # Whoever sent it on waits for the answer of the unit that got it so.
        "sender_id": UUID(passed.party if passed else version.unit),
        "receiver_id": UUID(unit),
        "sent_at": passed.at if passed else version.sent_at,
        "released_at": version.released_to(unit),
        "forwarded_at": sent_on[0].at if sent_on else None,
        "followed_at": after.sent_at if after else None,
        "replaced_at": after.released_at if after else None,
        "answered_at": answer.at if answer else None,
        "answer": answer.code.value if answer else "",
        "error_at": error.at if error else None,
        "error_by_id": int(error.actor) if error and error.actor else None,
        "mistake": error.mistake.value if error else "",
        "discarded_at": answer.at if answer and error and is_discarded(version, unit) else None,
    }


def project_realism(projection: CitizenProjection) -> None:
    """Brings what became of the citizen's plans in step; where none was sent nothing is asked."""
    if not any(map(_was_sent, projection.journeys)):
        return
    derived = {
        realism.version.ref: _realism_values(item, thread, realism)
        for item in projection.journeys
        for thread in threads_of(item.history)
        if (kind := kind_named(thread.kind)) is not None
        for realism in realism_of(thread, kind, item.history)
    }
    stored = {} if projection.is_new else {row["ref"]: row for row in realism_rows(projection.citizen.pk)}
    bring_in_step(PlanRealism, stored, derived)


def _realism_values(item: Projected, thread: Thread, realism: Realism) -> dict[str, Any]:
    version = realism.version
    return {
        "ref": version.ref,
        "journey_id": item.journey.pk,
        "document": UUID(thread.document),
        "number": version.number,
        "sender_id": UUID(version.unit),
        "sent_at": version.sent_at,
        "planned_at": realism.planned_at,
        "agreed_at": realism.agreed_at,
        "left_at": realism.left_at,
        "time_moved": realism.is_moved,
        **{f"{aspect.value}_changed": aspect in realism.changed for aspect in Aspect},
    }


def realism_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's rows as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in PlanRealism.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)


def project_error_tasks(projection: CitizenProjection) -> None:
    """Whoever got something in error has somebody to call; where nothing was ever sent in error nothing is asked."""
    for item in projection.journeys:
        if any(event.kind is EventKind.DOCUMENT_SENT_IN_ERROR for event in item.history.events):
            wanted = error_tasks(item.history)
            projection.sync_tasks(item, source="documents.errors", wanted=wanted)


def project_outdated_plans(projection: CitizenProjection) -> None:
    """The ward is asked for a new plan while the last one says another time than the one that holds."""
    for item in projection.journeys:
        if _was_sent(item):
            wanted = outdated_plan_tasks(item.state, item.history)
            projection.sync_tasks(item, source="documents.outdated", wanted=wanted)


def project_sorted_tasks(projection: CitizenProjection) -> None:
    """What rules and people made of the documents that came; where none came nothing is asked."""
    threads = {item.journey.pk: threads_of(item.history) for item in projection.journeys if _was_sent(item)}
    keys = [
        version.delivery_to(unit)
        for of_journey in threads.values()
        for thread in of_journey
        for version in thread.versions
        for unit in version.receivers
    ]
    rows = placed(keys) if keys and not projection.is_new else []
    for item in projection.journeys:
        if item.journey.pk in threads:
            wanted = sorted_tasks(rows, threads[item.journey.pk])
            projection.sync_tasks(item, source="documents.sorting", wanted=wanted)


def _was_sent(item: Projected) -> bool:
    return any(event.kind is EventKind.DOCUMENT_SENT for event in item.history.events)


def delivery_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's rows as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in Delivery.objects.filter(journey__citizen_id=citizen_id).values(*_DERIVED)]
    return sorted(rows, key=repr)
