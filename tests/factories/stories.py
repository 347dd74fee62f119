"""Random journeys in which anything can happen: an event of every kind with everything it can say.

Words of people are all `SAID`, so that a reader of the pages knows what is the program's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from journeys.actions.events import NewEvent, record_event
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventSource
from journeys.domain.events import EventKind as K
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.history.release import UNDO_WITHIN
from journeys.domain.state.fold import Destination
from journeys.models import Citizen, Journey
from organisations.models import Organisation
from tests.actors import Actors
from tests.factories.journeys import admitted_journey
from tests.factories.payloads import filled_payload

SAID = "Xyzzy"
HOUR = timedelta(hours=1)


@dataclass
class Telling:
    """One story while it is told; `refs` are the events so far, by kind."""

    actors: Actors
    random: Random
    journey: Journey
    at: datetime
    refs: dict[K, list[str]] = field(default_factory=dict)

    def one(self, *choices: Any) -> Any:
        """Any of them."""
        return self.random.choice(choices)

    def ref(self, *kinds: K) -> str:
        """An event that this one can be about."""
        known = [ref for kind in kinds for ref in self.refs.get(kind, [])]
        return known[-1] if known and self.random.random() < 0.8 else "nothing"

    def later(self) -> str:
        """A moment ahead, also the end of a day."""
        return (self.at + self.one(5, 20, 50, 100) * HOUR).isoformat()


def _place(now: Telling) -> dict[str, Any]:
    ward = now.one(now.actors.ward, now.actors.ward, now.actors.psychiatric_ward)
    return {
        "provider": str(ward.pk),
        "hospital": str(ward.root_id),
        "municipality": str(now.actors.municipality.pk),
        "class": "IMP",
        "period_start": (now.at - 30 * HOUR).isoformat(),
    }


def _reasons(now: Telling) -> list[dict[str, Any]]:
    kinds = ("temporary_place", "rehabilitation_place", "nursing_home_place", "home_measures", "other")
    sectors = ("municipality", "hospital", "region", "general_practice")
    return [
        {"reason": kind, "sector": now.one(*sectors), "primary": first, "text": SAID if kind == "other" else ""}
        for kind, first in ((now.one(*kinds), True), (now.one(*kinds), False))
    ]


def _doctor(now: Telling) -> dict[str, Any]:
    return {"name": now.one(SAID, ""), "organisation": str(now.one(now.actors.ward, now.actors.psychiatric_ward).pk)}


def _checklist(now: Telling) -> dict[str, Any]:
    questions = ("treatment_finished", "admission_not_required", "continues_in_daily_life", "fmk_updated")
    return {**{name: now.one(True, False) for name in questions}, "rehabilitation": now.one("made", "not_needed")}


def _ready(now: Telling) -> dict[str, Any]:
    return {
        "assessed_by": SAID,
        "assessed_at": now.at.isoformat(),
        "reasons": _reasons(now),
        "checklist": _checklist(now),
        "warnings": now.one([], ["F2b", "F10b"], ["F5b", "F12", "F14"]),
        "notified_at": now.at.isoformat(),
    }


def _days(now: Telling) -> dict[str, Any]:
    first = local_date(now.at) - timedelta(days=3)
    dates = [(first + timedelta(days=number)).isoformat() for number in range(now.one(1, 3))]
    said = {day: {"counts": True, "day_number": 1, "payer": None} for day in dates}
    return {"dates": dates, "said": said, "text": SAID}


def _call(now: Telling) -> dict[str, Any]:
    roles = ("nurse", "social_health_assistant", "gp", "out_of_hours", "helper", "relative", "citizen", "other")
    entitled = now.one(True, False, None)
    return {
        "caller_role": now.one(*roles),
        "caller_organisation": str(now.actors.nursing.pk),
        "question": SAID,
        "answer": now.one(SAID, ""),
        "agreed": now.one(SAID, ""),
        "entitled": entitled,
        "why": now.one("caller.not_entitled", "caller.other_municipality", "caller.window_over"),
        "referred_to": now.one("gp", "out_of_hours") if entitled is False else None,
    }


def _affiliation(now: Telling) -> dict[str, Any]:
    return {"affiliation": now.one(*Affiliation).value, "value": now.one(True, True, False, None)}


Says = Callable[[Telling], Mapping[str, Any]]


def _nothing(_: Telling) -> Mapping[str, Any]:
    return {}


def _text(_: Telling) -> Mapping[str, Any]:
    return {"text": SAID}


def _of_document(now: Telling) -> dict[str, Any]:
    """One of two letters of the ward to the municipality, or to the practice."""
    receiver = now.one(now.actors.municipality, now.actors.practice)
    return {
        "document": str(now.one(UUID(int=1), UUID(int=2))),
        "document_kind": now.one("care_pathway_plan", "correspondence"),
        "version": now.one(1, 2, 3),
        "receivers": [str(receiver.pk)],
    }


# What an event of each kind can say; a kind that is missing here is not walked, and a test fails.
PAYLOADS: dict[K, Says] = {
    **dict.fromkeys((K.ACUTE_ARRIVED, K.ADMITTED, K.LEAVE_STARTED, K.LEAVE_ENDED, K.DIED), _place),
    K.DISCHARGED: lambda now: {
        **_place(now),
        **now.one({}, {}, {"ended_by": "transferred"}, {"ended_by": "left_against_advice"}),
    },
    K.OTHER_CITIZEN_NAMED: lambda _: {"message": "a message", "here": "", "about": "discharged"},
    K.DOUBT_SETTLED: lambda now: {"settles": "", "text": now.one(SAID, "")},
    **dict.fromkeys((K.CITIZEN_JOINED, K.CITIZEN_PARTED), lambda now: {"citizen": str(uuid4()), "reason": SAID}),
    K.DEPARTURE_STATED: lambda now: {
        "ended_by": now.one("discharged", "transferred", "left_against_advice"),
        "discharge_ref": now.ref(K.DISCHARGED),
        "medically_ready": now.one(True, False, None),
    },
    K.STAY_CONFIRMED: _nothing,
    K.REGION_STATED: lambda now: {"region": now.one("1081", "1082", "1085")},
    K.ALSO_SENT: lambda now: {"municipality": str(now.actors.municipality.pk)},
    K.CANCELLED: lambda now: now.one({}, {"taken_back": True}),
    K.DEATH_REPORTED: _text,
    K.DISCHARGE_REPORTED: _text,
    K.REPORT_DECLINED: lambda now: {
        "report_ref": now.ref(K.DEATH_REPORTED, K.DISCHARGE_REPORTED),
        "reported": now.one("death_reported", "discharge_reported"),
        "text": SAID,
    },
    K.STAY_CLAIMED: lambda now: {"stay": {"kind": "admitted", **_place(now)}},
    K.STAY_DECLINED: lambda now: {"claim_ref": now.ref(K.STAY_CLAIMED), "text": SAID},
    K.ADMISSION_DECIDED: lambda now: {**_place(now), "planned_at": now.later(), "admission_type": "planned"},
    K.ADMISSION_CALLED_OFF: lambda now: {"reason": now.one(SAID, "")},
    K.PLACED: lambda now: {**_place(now), "bed": now.one("4.2", "")},
    K.SPECIALITY_STATED: lambda now: {"speciality": now.one("somatic", "psychiatric", "unknown")},
    K.ADMISSION_TYPE_STATED: lambda now: {"admission_type": now.one("acute", "planned", "unknown")},
    K.PHYSICIAN_NAMED: _doctor,
    K.HANDOVER_OFFERED: _doctor,
    K.HANDOVER_ACCEPTED: lambda now: now.one({}, {"offer": "physician"}, {"offer": "acute_function"}),
    K.MEDICATION_RESPONSIBLE_STATED: lambda now: {
        **_doctor(now),
        "party": now.one("gp", "hospital_physician", "other_doctor", "unknown"),
    },
    K.DESTINATION_STATED: lambda now: {"destination": now.one(*Destination).value},
    K.NURSING_ANSWERED: lambda now: {"community_nursing": now.one(True, True, False, None)},
    K.REPORT_OF_ADMISSION_SENT: lambda now: {"manual": True},
    K.ACKNOWLEDGED: _nothing,
    K.NOTE_WRITTEN: _text,
    K.SHARED: lambda now: {"unit": str(now.actors.social_unit.pk)},
    K.AFFILIATION_STATED: _affiliation,
    K.GP_STATED: lambda now: {"organisation": now.one(str(now.actors.practice.pk), None)},
    K.RESIDENCE_STATED: lambda now: {"organisation": str(now.actors.municipality.pk)},
    K.READY_REGISTERED: _ready,
    K.READY_CORRECTION_PROPOSED: lambda now: {
        "ready_ref": now.ref(K.READY_REGISTERED),
        "at": now.one((now.at - HOUR).isoformat(), None),
        "reason": SAID,
    },
    K.REASONS_STATED: lambda now: {"reasons": _reasons(now)},
    K.TREATMENT_RESUMED: lambda now: {
        "cause": now.one("relapse", "new_condition", "significant_change"),
        "physician": SAID,
    },
    K.TERMINAL_DECLARED: lambda now: {"physician": SAID},
    K.READY_DISAGREED: _text,
    K.BARRIER_RAISED: lambda now: {
        "barrier": now.one("medicine", "aids", "home", "place", "rehabilitation", "transport", "relatives", "other"),
        "text": SAID,
        "owner": now.one("hospital", "municipality"),
        "due_at": now.later(),
    },
    K.BARRIER_CLOSED: lambda now: {"barrier_ref": now.ref(K.BARRIER_RAISED), "text": SAID},
    K.EXPECTED_DISCHARGE_STATED: lambda now: {
        "on": (local_date(now.at) + timedelta(days=now.one(1, 3, 10))).isoformat(),
        "text": now.one(SAID, ""),
    },
    K.DISCHARGE_PROPOSED: lambda now: {"at": now.later(), "text": now.one(SAID, "")},
    K.DISCHARGE_ACCEPTED: lambda now: {"proposal_ref": now.ref(K.DISCHARGE_PROPOSED, K.DISCHARGE_COUNTERED)},
    K.DISCHARGE_COUNTERED: lambda now: {
        "proposal_ref": now.ref(K.DISCHARGE_PROPOSED),
        "at": now.later(),
        "text": SAID,
    },
    K.DISCHARGE_QUESTIONED: lambda now: {"proposal_ref": now.ref(K.DISCHARGE_PROPOSED), "missing": SAID},
    K.DISCHARGE_ANSWERED: lambda now: {"proposal_ref": now.ref(K.DISCHARGE_PROPOSED), "text": SAID},
    K.MEETING_ASKED: lambda now: {"wished_by": now.one("unit", "citizen", "relatives"), "text": SAID},
    K.MEETING_INVITED: lambda now: {
        "document_kind": now.one(None, "discharge_agreement", "coordination_plan"),
        "receivers": [str(now.one(now.actors.municipality, now.actors.social_unit).pk)],
        "at": now.later(),
        "where": SAID,
        "text": now.one(SAID, ""),
    },
    K.MEETING_DECLINED: _text,
    K.REFERRAL_TOLD: lambda now: {"referred_for": SAID, "condition": SAID, "general": now.one(SAID, "")},
    K.KNOWLEDGE_ASKED: _text,
    K.KNOWLEDGE_ANSWERED: _text,
    K.COORDINATION_STATED: lambda now: {
        "needs_more": now.one(True, False, None),
        "relatives": now.one(True, False),
        "text": SAID,
    },
    K.CITIZEN_TOLD: lambda now: {
        "document_kind": "coordination_plan",
        "receivers": [str(now.actors.social_unit.pk)],
        "version": 1,
        "relatives": now.one(True, False, None),
    },
    K.WISH_RECORDED: lambda now: {"said_by": now.one("citizen", "relative"), "text": SAID},
    K.LETTER_SENT: lambda now: {
        "follow_up": now.one(True, False, None),
        "recommendation": now.one(SAID, ""),
        "group": now.one("strict", "general", None),
    },
    K.LETTER_ACKNOWLEDGED: lambda now: {"positive": now.one(True, False)},
    K.LETTER_HANDED: lambda now: {
        "way": now.one("paper", "digital_post"),
        "evidence": SAID,
        "recommendation": now.one(SAID, ""),
    },
    K.FMK_UPDATED: _nothing,
    K.REHABILITATION_DECIDED: lambda now: {"needed": now.one(True, False)},
    K.REHABILITATION_PLAN_SENT: _nothing,
    K.MUNICIPAL_ENROLLED: lambda now: {"needed": now.one(True, False)},
    K.OTHER_TASKS_DONE: _nothing,
    K.DAY_AGREED: _days,
    K.DAY_DISPUTED: _days,
    K.RESPONSIBILITY_EXEMPTED: lambda now: {"reason": SAID, "physician": SAID},
    K.RESPONSIBILITY_EXTENDED: lambda now: {"until": now.later(), "reason": SAID},
    K.EMERGENCY_CALLED: _nothing,
    K.EMERGENCY_ENDED: _nothing,
    K.CALL_LOGGED: _call,
    K.ACUTE_FUNCTION_STARTED: lambda now: {
        "referred_by": now.one("gp", "out_of_hours", "hospital", None),
        "organisation": str(now.actors.nursing.pk),
        **now.one({}, {}, {"takeover": True}),
    },
    K.ACUTE_FUNCTION_ENDED: _nothing,
    K.TREATMENT_OVER: _nothing,
    K.DOCUMENT_SENT: lambda now: {**_of_document(now), "changed": now.one(["aids"], [])},
    K.DOCUMENT_ANSWERED: lambda now: {
        **_of_document(now),
        "party": str(now.actors.municipality.pk),
        **now.one(
            {"answer": "acknowledged"},
            {"answer": "missing", "field": "aids"},
            {"answer": "call_me"},
            {"answer": "ready", "at": (now.at + timedelta(days=2)).isoformat()},
            {"answer": "cannot", "at": (now.at + timedelta(days=3)).isoformat()},
            {"answer": "home"},
            {"answer": "discarded"},
        ),
        "text": SAID,
    },
    K.DOCUMENT_FORWARDED: lambda now: {
        **_of_document(now),
        "party": str(now.actors.municipality.pk),
        "unit": str(now.actors.social_unit.pk),
        "receivers": [str(now.actors.social_unit.pk)],
        "role": "social",
        "text": SAID,
    },
    K.DOCUMENT_SENT_IN_ERROR: lambda now: {
        **_of_document(now),
        "mistake": now.one("receiver", "citizen"),
        "text": SAID,
    },
}
# A kind without a row of its own tells all that its type can hold.
PAYLOADS |= {
    kind: lambda now, row=row: filled_payload(row.holds, text=SAID).dump()
    for kind, row in CATALOGUE.items()
    if kind not in PAYLOADS
}
# What ends a story is rare, or every story would be short.
_RARE = frozenset({K.DIED, K.CANCELLED, K.DISCHARGED, K.ADMISSION_CALLED_OFF, K.TERMINAL_DECLARED, K.STAY_DECLINED})

# What nobody can undo: others read of it at once (DESIGN §4).
_AT_ONCE = frozenset({K.CALL_LOGGED, K.EMERGENCY_CALLED})


def tell_story(actors: Actors, *, seed: int, until: datetime, steps: int = 40, fresh: int = 0) -> Journey:
    """A journey of ten days that is told up to `until`, none of it at midnight; `fresh` acts are of the last seconds.

    Those can still be undone at `until`: others do not read of them yet (DESIGN §4).
    """
    random = Random(seed)
    begun = (until - timedelta(days=10)).replace(minute=7, second=0, microsecond=0)
    admission = random.choice(({}, {"physician": ""}, {"no_gp": True}, {"services": None}, {"services": False}))
    journey = admitted_journey(actors, now=begun, hours_ago=0, **admission)
    now = Telling(actors, random, journey, begun)
    kinds = [kind for kind in PAYLOADS for _ in range(1 if kind in _RARE else 4)]
    for number in range(steps):
        now.at = begun + (until - begun) * (number + 1) / (steps + 1)
        now.at = now.at.replace(minute=random.choice((7, 22, 41)), second=0, microsecond=0)
        _tell(now, random.choice(kinds), f"{seed}-{number}")
    if random.random() < 0.6:
        _tell(now, K.DISCHARGED, f"{seed}-end")
    for number in range(fresh):
        now.at = until - timedelta(seconds=20 - number)
        kind = random.choice([kind for kind in kinds if kind not in CONTACT_KINDS | _AT_ONCE])
        _tell(now, kind, f"{seed}-fresh-{number}", release_at=now.at + UNDO_WITHIN)
    return Journey.objects.get(pk=_today(journey))


def _today(journey: Journey) -> Any:
    """The journey that it has become, if it was joined to another."""
    row = Journey.objects.get(pk=journey.pk)
    return row.merged_into_id or row.pk


def _tell(now: Telling, kind: K, ref: str, *, release_at: datetime | None = None) -> None:
    citizen: Citizen = now.journey.citizen
    first = now.journey.placements.select_related("event").order_by("position")[0].event
    contact, about = kind in CONTACT_KINDS, kind in CITIZEN_KINDS
    speaker: Organisation = now.one(now.actors.ward, now.actors.visitation, now.actors.practice)
    known = [ref for refs in now.refs.values() for ref in refs]
    record_event(
        citizen.pk,
        NewEvent(
            kind=kind,
            occurred_at=now.at,
            stated_at=now.at,
            source=EventSource.MESSAGE if contact else EventSource.FORM,
            source_ref=ref,
            organisation_id=speaker.pk,
            episode_ids=(first.episode_ids[0],) if contact else (),
            anchor=None if contact or about else now.journey.pk,
            voids_ref=now.random.choice(known) if kind is K.CANCELLED and known else "",
            payload=dict(PAYLOADS[kind](now)),
        ),
        now=now.at,
        release_at=release_at,
    )
    now.refs.setdefault(kind, []).append(ref)
