"""Reads a list of events from a file: event kinds, MedCom short codes, and the words of RULES 2d."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from discharge.explain.rules.facts_reader import FactsReader
from discharge.extended_responsibility.rules.discharge_facts import WardPlace
from discharge.responsibility.rules.medication import MedicationParty
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventRecord, EventSource
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.history.contacts import COHERENT_GAP
from journeys.domain.state.fold import Destination

K = EventKind
CODES: Mapping[str, EventKind] = {
    "staa": K.ACUTE_ARRIVED,
    "stin": K.ADMITTED,
    "stor": K.LEAVE_STARTED,
    "slor": K.LEAVE_ENDED,
    "slhj": K.DISCHARGED,
    "mors": K.DIED,
    "death": K.DIED,
    "fb": K.READY_REGISTERED,
    "ready": K.READY_REGISTERED,
    "færdigbehandlet": K.READY_REGISTERED,
    "resume_treatment": K.TREATMENT_RESUMED,
    "terminal": K.TERMINAL_DECLARED,
    "emergency": K.EMERGENCY_CALLED,
    "112": K.EMERGENCY_CALLED,
    "acute_start": K.ACUTE_FUNCTION_STARTED,
    "acute_started": K.ACUTE_FUNCTION_STARTED,
    "acute_end": K.ACUTE_FUNCTION_ENDED,
    "acute_ended": K.ACUTE_FUNCTION_ENDED,
    "exempted": K.RESPONSIBILITY_EXEMPTED,
    "extended": K.RESPONSIBILITY_EXTENDED,
    "transfer": K.ADMITTED,
}
_REFERRERS = {
    **dict.fromkeys(("gp", "egen læge", "egen_læge", "praktiserende læge"), "gp"),
    **dict.fromkeys(("ooh", "out_of_hours", "lægevagt", "vagtlæge"), "out_of_hours"),
    **dict.fromkeys(("hospital", "hospitalet"), "hospital"),
}
_TIMES = ("until", "planned_at", "period_start", "period_end", "leave_start", "assessed_at")
_NAMED = frozenset({K.PHYSICIAN_NAMED, K.HANDOVER_OFFERED})


@dataclass(frozen=True, slots=True)
class _Draft:
    event: EventRecord
    extra: tuple[tuple[EventKind, dict[str, Any]], ...] = ()


def read_story(reader: FactsReader) -> tuple[list[EventRecord], Mapping[str | None, WardPlace]]:
    """All events of the file as records, and what it says of the places; facts at the top hold for the whole story."""
    drafts: list[_Draft] = []
    places: dict[str | None, WardPlace] = {None: WardPlace(reader.speciality("speciality"), reader.region("region"))}
    name, value = reader.get("events")
    if not isinstance(value, list):
        reader.refuse(
            name, "list_missing", "there is no list of events", 'write "events": [{"kind": …, "occurred_at": …}]'
        )
    for number, each in enumerate(reader.objects("events")):
        draft = _read(each, number, [drafted.event for drafted in drafts])
        if draft is not None:
            drafts.append(draft)
            _note_place(places, each)
    return _with_episodes([*_top_facts(reader, drafts), *_flat(drafts)]), places


def _flat(drafts: Sequence[_Draft]) -> list[EventRecord]:
    events = []
    for draft in drafts:
        events.append(draft.event)
        for kind, payload in draft.extra:
            ref = f"{draft.event.ref}-{kind.value}"
            # Said about the discharge itself, so it is known at that moment.
            events.append(replace(draft.event, ref=ref, uuid=ref, kind=kind, payload=payload, voids_ref=None))
    return events


def _read(reader: FactsReader, number: int, before: Sequence[EventRecord]) -> _Draft | None:
    word = (reader.text("kind", "type", "code", "event") or "").strip()
    prefix, code = _split(word)
    kind = CODES.get(code) or _kind(code)
    if kind is None:
        known = ", ".join([*(k.value for k in EventKind), *(c.upper() for c in list(CODES)[:6]), "RE_x", "AN_x"])
        reader.refuse("kind", "kind_unknown", f"{word!r} is not a kind of event", f"write one of: {known}")
        return None
    voids, target = _target(reader, kind, before) if prefix or kind is K.CANCELLED else (None, None)
    has_time = "occurred_at" in reader.data or "at" in reader.data
    occurred_at = reader.instant("occurred_at", "at")
    if occurred_at is None and prefix == "an" and target is not None and not has_time:
        occurred_at = target.occurred_at
    if occurred_at is None:
        if not has_time:
            reader.refuse("occurred_at", "time_missing", "the event has no time", "write occurred_at with offset")
        return None
    ref = _ref(reader, number)
    payload = _payload(reader, kind, code)
    episode = reader.text("episode")
    event = EventRecord(
        ref=ref,
        uuid=ref,
        sequence=number,
        kind=K.CANCELLED if prefix == "an" else kind,
        occurred_at=occurred_at,
        stated_at=occurred_at,
        organisation=reader.text("stated_by"),
        source=reader.choice(EventSource, "source") or EventSource.MESSAGE,
        # The event that began the journey in which it was entered, as a journey is named.
        anchor=reader.text("anchor"),
        episode_ids=(episode,) if episode else (),
        voids_ref=voids,
        payload={} if prefix == "an" else payload,
    )
    return _Draft(event, _about_discharge(reader) if event.kind is K.DISCHARGED else _physician(reader, code))


def _split(word: str) -> tuple[str, str]:
    code = word.lower()
    for prefix in ("an", "re"):
        if code.startswith(f"{prefix}_") and (code[3:] in CODES or _kind(code[3:])):
            return prefix, code[3:]
    return "", code


def _kind(code: str) -> EventKind | None:
    return EventKind(code) if code in {kind.value for kind in EventKind} else None


def _ref(reader: FactsReader, number: int) -> str:
    ref = reader.text("ref", "id")
    return ref if ref and ref.lower() not in _REFERRERS else f"event-{number}"


def _target(
    reader: FactsReader, kind: EventKind, before: Sequence[EventRecord]
) -> tuple[str | None, EventRecord | None]:
    """What a correction or cancellation is about: the named event, else the latest of the kind that still holds."""
    named = reader.text("voids_ref", "voids")
    if named is not None:
        return named, next((event for event in before if event.ref == named), None)
    voided = {event.voids_ref for event in before}
    found = [event for event in before if event.kind is kind and event.ref not in voided]
    if not found:
        detail = "no earlier event is corrected or cancelled by this"
        reader.refuse("kind", "nothing_to_void", detail, "put it after that event, or name it with voids_ref")
        return None, None
    target = max(found, key=lambda event: event.occurred_at)
    return target.ref, target


def _payload(reader: FactsReader, kind: EventKind, code: str) -> dict[str, Any]:
    payload = {name: value for name, value in reader.data.items() if name not in ("kind", "occurred_at", "at")}
    reader.asked.update(payload)
    for name in _TIMES:
        if name in payload:
            moment = reader.instant(name)
            payload[name] = moment.isoformat() if moment else None
    if kind is K.ACUTE_FUNCTION_STARTED:
        payload["referred_by"] = _referrer(reader)
    elif kind is K.NURSING_ANSWERED:
        payload["community_nursing"] = reader.flag("community_nursing", "value")
    elif kind is K.DESTINATION_STATED:
        found = reader.choice(Destination, "destination", "value", words=DESTINATION_WORDS)
        payload["destination"] = found.value if found else None
    elif kind is K.AFFILIATION_STATED:
        affiliation = reader.choice(Affiliation, "affiliation")
        payload = {"affiliation": affiliation.value if affiliation else None, "value": reader.flag("value")}
        if affiliation is None:
            reader.refuse(
                "affiliation", "affiliation_missing", "which affiliation?", "write for example community_nursing"
            )
    elif kind is K.SPECIALITY_STATED:
        payload["speciality"] = reader.speciality("speciality")
    elif kind is K.MEDICATION_RESPONSIBLE_STATED:
        party = reader.choice(MedicationParty, "party", "value")
        payload["party"] = party.value if party else None
    elif kind in _NAMED:
        payload["name"] = reader.text("name", "person", "physician")
    if code == "transfer":
        payload["provider"] = reader.text("provider", "to", "organisation")
        payload["hospital"] = reader.text("hospital") or payload["provider"]
    return payload


def _referrer(reader: FactsReader) -> str | None:
    name, value = reader.get("referred_by", "ref", "referrer")
    found = _REFERRERS.get(str(value).strip().lower())
    if found is None:
        reader.refuse(name, "referrer_unknown", f"{value!r} cannot refer", "write gp, out_of_hours or hospital")
    return found


def _physician(reader: FactsReader, code: str) -> tuple[tuple[EventKind, dict[str, Any]], ...]:
    """A doctor named in the same breath as an admission or a transfer."""
    name = reader.text("physician", "responsible_physician") if code in ("transfer", "stin", "admitted") else None
    provider = reader.text("provider", "to", "organisation")
    return ((K.PHYSICIAN_NAMED, {"name": name, "organisation": provider}),) if name else ()


def _about_discharge(reader: FactsReader) -> tuple[tuple[EventKind, dict[str, Any]], ...]:
    """The facts of a discharge written on the discharge itself."""
    extra: list[tuple[EventKind, dict[str, Any]]] = []
    destination = reader.choice(Destination, "destination", words=DESTINATION_WORDS)
    if destination is not None:
        extra.append((K.DESTINATION_STATED, {"destination": destination.value}))
    if "community_nursing" in reader.data:
        extra.append((K.NURSING_ANSWERED, {"community_nursing": reader.flag("community_nursing")}))
    speciality = reader.speciality("speciality")
    if speciality is not None:
        extra.append((K.SPECIALITY_STATED, {"speciality": speciality}))
    return tuple(extra)


def _note_place(places: dict[str | None, WardPlace], reader: FactsReader) -> None:
    """A region written on an event belongs to its ward; the rest of the story keeps what the top says."""
    region = reader.region("region") if "region" in reader.data else None
    speciality = reader.speciality("speciality") if "speciality" in reader.data else None
    provider = reader.text("provider", "to")
    known = places.get(provider, places[None])
    places[provider] = WardPlace(speciality or known.speciality, region or known.region)


def _top_facts(reader: FactsReader, drafts: Sequence[_Draft]) -> list[EventRecord]:
    """Facts at the top of the file, known from the beginning of the story."""
    wanted: list[tuple[EventKind, dict[str, Any]]] = []
    gp = reader.text("gp", "gp_practice")
    if gp is not None:
        none = gp.lower() in ("false", "none", "ingen", "nej")
        wanted.append((K.GP_STATED, {"organisation": None if none else gp}))
    residence = reader.text("municipality", "residence")
    if residence is not None:
        wanted.append((K.RESIDENCE_STATED, {"organisation": residence}))
    destination = reader.choice(Destination, "destination", words=DESTINATION_WORDS)
    if destination is not None:
        wanted.append((K.DESTINATION_STATED, {"destination": destination.value}))
    nursing = reader.flag("community_nursing")
    if nursing is not None:
        wanted.append((K.AFFILIATION_STATED, {"affiliation": "community_nursing", "value": nursing}))
    begun = min((draft.event.occurred_at for draft in drafts), default=None)
    if begun is None:
        return []
    return [_first(kind, payload, begun) for kind, payload in wanted]


def _first(kind: EventKind, payload: dict[str, Any], begun: datetime) -> EventRecord:
    long_ago = begun.replace(year=begun.year - 1, day=1)
    ref = f"top-{kind.value}"
    return EventRecord(ref, ref, -1, kind, long_ago, long_ago, payload=payload)


def _with_episodes(events: Sequence[EventRecord]) -> list[EventRecord]:
    """Events without an episode belong to the stay of their time; a bed taken over four hours later is a new one."""
    voiding = {event.ref: event.voids_ref for event in events if event.voids_ref}
    number, left_at = 0, None
    current: tuple[str, ...] = ("stay-0",)
    placed: dict[str, tuple[str, ...]] = {}
    for event in sorted(events, key=lambda each: each.occurred_at):
        if event.ref in voiding or event.kind in CITIZEN_KINDS:
            continue
        starts = event.kind in ADMISSIONS or event.kind is K.ADMISSION_DECIDED
        if starts and left_at is not None and event.occurred_at - left_at > COHERENT_GAP:
            number, left_at = number + 1, None
            current = (f"stay-{number}",)
        current = event.episode_ids or current
        left_at = event.occurred_at if event.kind is K.DISCHARGED else left_at
        placed[event.ref] = current
    result = []
    for event in events:
        target = event.anchor if event.anchor in placed else event.ref
        while target in voiding:
            target = voiding[target]
        episodes = () if event.kind in CITIZEN_KINDS else placed.get(target, event.episode_ids)
        result.append(replace(event, episode_ids=episodes))
    return result


DESTINATION_WORDS: Mapping[str, Destination] = {
    **dict.fromkeys(("eget hjem", "hjem", "home", "own home"), Destination.OWN_HOME),
    **dict.fromkeys(("plejehjem", "plejehjemsplads"), Destination.NURSING_HOME),
    **dict.fromkeys(("midlertidig plads", "midlertidig"), Destination.TEMPORARY_PLACE),
    **dict.fromkeys(("akutplads",), Destination.ACUTE_PLACE),
    **dict.fromkeys(("bosted", "botilbud"), Destination.RESIDENTIAL_FACILITY),
    **dict.fromkeys(("andet hospital", "hospital"), Destination.OTHER_HOSPITAL),
}
