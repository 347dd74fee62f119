"""Rules of the hospital notification that profiles do not express (SPEC A3.1, A3.2, A3.5; VALIDATION step 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from medcom.parsing.activities import ACTIVITIES, Activity
from medcom.parsing.bundle import BundleEntry, Message, activity_of, previous_of
from medcom.parsing.checking import notification_times
from medcom.parsing.codes import ACTIVITY_CODES, CPR, LPR3, Operation
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_dict, as_list, as_text, dicts, extension, tail, text_at
from medcom.parsing.fhir.types import Json
from medcom.parsing.problems.problem import Problem
from organisations.domain.identifiers import CprKind, cpr_birth_date, cpr_kind

FLAG = "medcom-messaging-reportOfAdmissionExtension"
LEAVE_NAMES = frozenset(
    {"medcom-hospitalnotifiation-leave-period-extension", "medcom-hospitalnotification-leave-period-extension"}
)
# A stay has one or two ids (SPEC A3.2); what is named together is one journey here, and each is looked up (inf).
MOST_EPISODES = 50
# The constraint `uuidv5` of lpr3-Identifier.
_UUID5 = re.compile(r"urn:uuid:[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-5[a-fA-F0-9]{3}-[89aAbB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}")


def check(message: Message) -> list[Problem]:
    """Problems of patient, encounter, activity, and how these fit together."""
    problems = [*_patient(message), *_activities(message), *destination(message), *notification_times.check(message)]
    encounter = encounter_of(message)
    if encounter is None:
        return [*problems, Problem("hn.encounter_missing", "Bundle.entry")]
    several = message.of_type("Encounter")[1:]
    problems += [Problem("hn.encounter_too_many", other.path) for other in several[:1]]
    return [*problems, *_subject(message, encounter), *_encounter(encounter), *_fit(message, encounter)]


def encounter_of(message: Message) -> BundleEntry | None:
    """The focus of the message, or the only Encounter when the focus is wrong."""
    header = message.header.resource if message.header else {}
    for focus in dicts(header.get("focus")):
        found = message.resolve(focus)
        if found is not None and found.type == "Encounter":
            return found
    return next(iter(message.of_type("Encounter")), None)


def leave_of(encounter: Json) -> Json:
    """The leave period, also under the corrected spelling of its extension."""
    for part in dicts(encounter.get("extension")):
        if tail(part.get("url")) in LEAVE_NAMES:
            return as_dict(part.get("valuePeriod"))
    return {}


# --- Patient (HN-2, HN-4) -----------------------------------------------------------------------------------------


def _patient(message: Message) -> Iterator[Problem]:
    patients = message.of_type("Patient")
    if not patients:
        yield Problem("hn.patient_missing", "Bundle.entry")
    elif len(patients) > 1:
        yield Problem("hn.patient_too_many", patients[1].path)
    for patient in patients:
        yield from _cpr(patient, message.bundle.get("timestamp"))


def _cpr(patient: BundleEntry, assembled: object) -> Iterator[Problem]:
    path = f"{patient.path}.identifier"
    identifiers = list(dicts(patient.resource.get("identifier")))
    numbers = [item for item in identifiers if item.get("system") == CPR]
    if not numbers:
        yield Problem("hn.cpr_missing", path)
        return
    # HN-4 compares all systems with the one of CPR: anything beside it makes the invariant false.
    if any(item.get("system") not in [CPR, None] for item in identifiers):
        yield Problem("hn.cpr_not_alone", path)
    for number in numbers:
        if number.get("use") not in (None, "official"):
            # An old number names another person, or nobody.
            yield Problem("hn.cpr_use", path)
        yield from _number(text_at(number, "value"), path, assembled)


def _number(value: str | None, path: str, assembled: object) -> Iterator[Problem]:
    kind = cpr_kind(value) if value is not None and len(value) == 10 else None
    born = cpr_birth_date(value) if value is not None and kind is not None else None
    if kind is None or born is None:
        yield Problem("hn.cpr_invalid", path)
    elif kind is not CprKind.CPR:
        yield Problem("hn.cpr_replacement", path)
    else:
        at = instant(assembled)
        if at is not None and born - at.date() > timedelta(days=1):
            yield Problem("hn.cpr_future", path)


def _subject(message: Message, encounter: BundleEntry) -> Iterator[Problem]:
    """A stay of somebody else must never admit this citizen, however the message names them."""
    system, number = (text_at(encounter.resource, "subject", "identifier", part) for part in ("system", "value"))
    identifiers = [item for entry in message.of_type("Patient") for item in dicts(entry.resource.get("identifier"))]
    if system == CPR and number is not None and all(item.get("value") != number for item in identifiers):
        yield Problem("hn.subject_other", f"{encounter.path}.subject")


# --- Activity (HN-3) and destination (HN-5) -----------------------------------------------------------------------


def _activities(message: Message) -> Iterator[Problem]:
    for entry in message.of_type("Provenance"):
        code = activity_of(entry.resource, ACTIVITY_CODES)
        if code is not None and code not in ACTIVITIES:
            path = f"{entry.path}.activity"
            yield Problem("hn.activity_unknown", path, {"value": code[:64]})
    for entry in message.own_provenances():
        codings = as_list(as_dict(entry.resource.get("activity")).get("coding"))
        if len({str(as_dict(coding).get("code")) for coding in codings}) > 1:
            yield Problem("hn.activity_ambiguous", f"{entry.path}.activity")


def destination(message: Message) -> Iterator[Problem]:
    """One primary receiver, other than the sender; also of letters."""
    if message.header is None:
        return
    destinations = list(dicts(message.header.resource.get("destination")))
    codes = [
        as_dict(part.get("valueCoding")).get("code")
        for destination in destinations
        for part in dicts(destination.get("extension"))
        if "valueCoding" in part
    ]
    if destinations and codes != ["primary"]:
        yield Problem("hn.destination_not_primary", f"{message.header.path}.destination")
    header = message.header
    if "response" in header.resource:
        yield Problem("hn.response_unexpected", f"{header.path}.response")
    sender = message.resolve(header.resource.get("sender"))
    if sender is not None and any(message.resolve(each.get("receiver")) is sender for each in destinations):
        yield Problem("hn.sender_is_receiver", f"{header.path}.sender")


# --- Encounter (HN-6) ---------------------------------------------------------------------------------------------


def _encounter(entry: BundleEntry) -> Iterator[Problem]:
    encounter, path = entry.resource, entry.path
    extensions = dicts(encounter.get("extension"))
    leaves = [part for part in extensions if tail(part.get("url")) in LEAVE_NAMES]
    if any(not isinstance(part.get("valuePeriod"), dict) for part in leaves):
        yield Problem("hn.leave_unreadable", f"{path}.extension")
    if len(leaves) > 1:
        yield Problem("hn.leave_repeated", f"{path}.extension")
    # As published: any extension with a value that has a start will do.
    starts = [
        part
        for part in extensions
        if any(as_dict(value).get("start") for name, value in part.items() if name.startswith("value"))
    ]
    if encounter.get("status") == "onleave" and not starts:
        yield Problem("hn.leave_start_missing", f"{path}.extension")
    yield from _times(as_dict(encounter.get("period")), f"{path}.period", "Encounter.period")
    yield from _times(leave_of(encounter), f"{path}.extension.value", "Encounter.extension.value")
    episodes = as_list(encounter.get("episodeOfCare"))
    if len(episodes) > MOST_EPISODES:
        yield Problem("hn.episodes_too_many", f"{path}.episodeOfCare", {"max": MOST_EPISODES})
        return
    for index, episode in enumerate(episodes):
        yield from _episode(episode, f"{path}.episodeOfCare[{index}]")


def _times(period: Json, path: str, element: str) -> Iterator[Problem]:
    """All times carry a time of day and a zone (SPEC A2), which FHIR itself does not ask of a dateTime."""
    for name in ("start", "end"):
        text = period.get(name)
        if isinstance(text, str) and re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            yield Problem("hn.time_imprecise", f"{path}.{name}", {"element": f"{element}.{name}"})


def _episode(episode: Any, path: str) -> Iterator[Problem]:
    system, value = (text_at(episode, "identifier", part) for part in ("system", "value"))
    if value is None:
        yield Problem("hn.episode_value_missing", f"{path}.identifier")
    elif system == LPR3 and not _UUID5.fullmatch(value):
        # A warning, though the constraint is an error: official test material breaks it (TEK_ID_LPR3).
        yield Problem("hn.lpr3_not_uuid5", f"{path}.identifier.value")


# --- How the parts fit together (SPEC A3.1): warnings, official material deviates ------------------------------------


def _fit(message: Message, encounter: BundleEntry) -> Iterator[Problem]:
    own = message.own_provenances()
    activity = ACTIVITIES.get(activity_of(own[0].resource, ACTIVITY_CODES) or "") if len(own) == 1 else None
    if activity is None or message.header is None:
        return
    patient = next(iter(message.of_type("Patient")), None)
    deceased = patient is not None and is_deceased(patient.resource)
    previous, role = previous_of(own[0].resource)
    undone = role == "removal"
    yield from _predecessor(activity, previous, role, own[0].path)
    if undone and activity.operation is not Operation.CANCEL and previous and not _repeats(message, previous, activity):
        # AN_MORS repeats the activity that the death repeated; removal on another one would undo what it is not about.
        yield Problem("hn.removal_unfit", f"{own[0].path}.entity.role", {"activity": activity.code})
    yield from _table(activity, encounter, died=bool(deceased), undone=undone, first=previous is None)
    flag = extension(message.header.resource, FLAG).get("valueBoolean")
    if flag is True and (not activity.flag_allowed or deceased):
        yield Problem("hn.flag_unexpected", f"{message.header.path}.extension", {"activity": activity.code})
    if deceased and undone and activity.operation is not Operation.CANCEL:
        yield Problem("hn.death_contradiction", f"{patient.path if patient else ''}.deceased")
    yield from _ends(activity, encounter, died=bool(deceased), undone=undone)


def _repeats(message: Message, previous: str, activity: Activity) -> bool:
    """Whether the predecessor states the same activity (SPEC A3.1: deaths have none of their own)."""
    earlier = message.provenances_about(previous)
    return any(activity_of(entry.resource, ACTIVITY_CODES) == activity.code for entry in earlier)


def is_deceased(patient: Json) -> bool | None:
    """What Patient.deceased[x] says; None when it is silent."""
    said = patient.get("deceasedBoolean")
    if isinstance(said, bool):
        return said
    return True if as_text(patient.get("deceasedDateTime")) else None


def _predecessor(activity: Activity, previous: str | None, role: str | None, path: str) -> Iterator[Problem]:
    if previous is None:
        if activity.operation is not Operation.FIRST:
            yield Problem("hn.previous_missing", path)
        elif not activity.flag_allowed:
            yield Problem("provenance.previous_missing", path)
        return
    wanted = {Operation.CANCEL: ("removal",), Operation.REVISE: ("revision",)}.get(
        activity.operation, ("revision", "removal")
    )
    if role not in wanted:
        facts = {"value": str(role)[:32], "wanted": wanted[0]}
        yield Problem("provenance.role_unexpected", f"{path}.entity.role", facts)


def _table(activity: Activity, entry: BundleEntry, *, died: bool, undone: bool, first: bool) -> Iterator[Problem]:
    encounter_class = as_dict(entry.resource.get("class")).get("code")
    if encounter_class is not None and encounter_class != activity.encounter_class:
        facts = {"value": str(encounter_class)[:32], "wanted": activity.encounter_class, "activity": activity.code}
        yield Problem("hn.class_unexpected", f"{entry.path}.class", facts)
    if activity.operation is Operation.CANCEL and died:
        return
    status = entry.resource.get("status")
    wanted = _statuses(activity, entry, died=died, undone=undone, first=first)
    if status is not None and status not in wanted:
        facts = {"value": str(status)[:32], "wanted": wanted[0], "activity": activity.code}
        yield Problem("hn.status_unexpected", f"{entry.path}.status", facts)


def _statuses(activity: Activity, entry: BundleEntry, *, died: bool, undone: bool, first: bool) -> tuple[str, ...]:
    """Death finishes the stay; dead on arrival stays in-progress in MedCom's own scripts (send-mors, send-re-mors)."""
    if not died or undone:
        return (activity.status,)
    period = as_dict(entry.resource.get("period"))
    on_arrival = first or (instant(period.get("start")) or 0) == instant(period.get("end"))
    return ("finished", "in-progress") if on_arrival else ("finished",)


def _ends(activity: Activity, entry: BundleEntry, *, died: bool, undone: bool) -> Iterator[Problem]:
    period = as_dict(entry.resource.get("period"))
    ended = activity.status == "finished" or (died and not undone)
    if ended and "end" not in period:
        yield Problem("hn.end_missing", f"{entry.path}.period")
    elif "end" in period and not ended:
        yield Problem("hn.end_unexpected", f"{entry.path}.period.end", {"activity": activity.code})
    leave = leave_of(entry.resource)
    wanted = {"start-leave-inpatient": "start", "end-leave-inpatient": "end"}.get(activity.code.removeprefix("revise-"))
    if wanted is not None and wanted not in leave and not died:
        yield Problem("hn.leave_missing", f"{entry.path}.extension")
    admitted, left = instant(period.get("start")), instant(leave.get("start"))
    if admitted and left and left < admitted:
        yield Problem("hn.leave_outside", f"{entry.path}.extension")
