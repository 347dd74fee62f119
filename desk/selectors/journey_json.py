"""The composed JSON of one journey (DESIGN §8): one function per section, all keys always there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from desk.selectors.opening import is_open
from desk.selectors.payment_json import payment_json
from discharge.models import ExtendedResponsibility
from discharge.selectors.responsibility import Answering, Strip, strips_for
from discharge.sentences import sentence
from journeys.domain.clock import COPENHAGEN
from journeys.models import Journey
from organisations.models import Organisation


def moment(at: datetime | str | None) -> str | None:
    """ISO 8601 with Copenhagen's offset; what is unknown is null."""
    if not at:
        return None
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return instant.astimezone(COPENHAGEN).isoformat()


def organisation_json(organisation: Organisation | None) -> dict[str, Any] | None:
    """Id, name and the two public numbers."""
    if organisation is None:
        return None
    return {
        "id": str(organisation.pk),
        "name": organisation.name,
        "sor": organisation.sor,
        "gln": organisation.gln,
    }


def summary_json(journey: Journey) -> dict[str, Any]:
    """What lists hold of a journey, and how the whole one begins."""
    return {
        "id": str(journey.pk),
        "status": journey.status,
        "admission_type": journey.admission_type,
        "speciality": journey.speciality,
        "admitted_at": moment(journey.admitted_at),
        "discharged_at": moment(journey.discharged_at),
        "closed_at": moment(journey.closed_at),
        "version": journey.last_sequence,
        "hospital": organisation_json(journey.hospital),
        "municipality": organisation_json(journey.municipality),
        "gp_practice": organisation_json(journey.gp_practice),
    }


def journey_json(journey: Journey, *, now: datetime | None = None) -> dict[str, Any]:
    """The whole journey at `now`."""
    now = now or timezone.now()
    return {
        **summary_json(journey),
        "ready_periods": ready_periods_json(journey),
        "payment": payment_json(journey, now),
        "extended_responsibility": extended_responsibility_json(journey, now),
        "responsibility": responsibility_json(strips_for([journey], now=now)[journey.pk], now),
        "discharge_letter": discharge_letter_json(journey),
        "close_out": close_out_json(journey),
    }


def ready_periods_json(journey: Journey) -> list[dict[str, Any]]:
    """Readiness is not recorded yet."""
    return []


def extended_responsibility_json(journey: Journey, now: datetime) -> dict[str, Any]:
    """The newest window of the journey at `now`; before a discharge there is none."""
    rows = ExtendedResponsibility.objects.filter(journey=journey).with_places()
    window = rows.order_by("voided", "-discharged_at").first()
    if window is None:
        return {
            "eligible": None,
            "starts_at": None,
            "ends_at": None,
            "state": "not_started",
            "phone": None,
            "verdict": [],
        }
    return {
        "eligible": window.eligible,
        "starts_at": moment(window.starts_at),
        "ends_at": moment(window.ends_at),
        "state": _state_at(window, now),
        "phone": _phone(window.ward) or _phone(window.hospital),
        "verdict": [verdict_json(verdict) for verdict in window.verdicts],
    }


def _state_at(window: ExtendedResponsibility, now: datetime) -> str:
    begun = [state for at, state in window.phases if datetime.fromisoformat(at) <= now]
    return str(begun[-1]) if begun else "not_started"


def _phone(organisation: Organisation | None) -> str | None:
    return organisation.phone if organisation else None


def verdict_json(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """Rule, source, outcome, facts and the sentence that people read."""
    return {
        "rule": verdict["rule"],
        "source": verdict["source"],
        "outcome": verdict["outcome"],
        "facts": verdict["facts"],
        "missing": verdict["missing"],
        "sentence": sentence(verdict),
    }


def responsibility_json(strip: Strip, now: datetime) -> dict[str, Any]:
    """Both pointers of RULES 2d: who is responsible, and who answers now."""
    return {
        "state": strip.state,
        "responsible_physician": _party(strip.responsible),
        "treatment": [_party(party) for party in strip.treatment],
        "call": _call(strip.call, now),
        "until": moment(strip.until or strip.changes_at),
        "next": strip.following or None,
        "verdict": [{"missing": list(strip.missing), "sentence": strip.unknown or strip.label}],
    }


def _party(party: Answering | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"kind": party.kind, "name": party.person, "organisation": organisation_json(party.organisation)}


def _call(party: Answering | None, now: datetime) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"name": party.name, "phone": party.phone, "available": is_open(party.organisation, now)}


def discharge_letter_json(journey: Journey) -> dict[str, Any]:
    """No discharge letters yet."""
    return {"due_at": None, "acknowledged_at": None, "verdict": []}


def close_out_json(journey: Journey) -> list[dict[str, Any]]:
    """No close-out yet."""
    return []
