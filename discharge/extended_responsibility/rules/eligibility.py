"""The 72 hours of extended responsibility: who is eligible, E1–E5 (RULES 2e; 001 §2.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from discharge.extended_responsibility.rules.terms import Terms
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import elapsed, iso
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.fold import Destination
from journeys.domain.verdicts import Fact, Verdict

_HOUR = timedelta(hours=1)
USES = ("A8", "A9", "A11", "A25")


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeFacts:
    """What eligibility depends on. None is unknown.

    `admitted_at` is the start of the coherent inpatient stay on somatic wards of the region; `region` a region code.
    """

    admitted_at: datetime | None = None
    discharged_at: datetime | None = None
    speciality: str | None = None
    region: str | None = None
    destination: Destination | None = None
    community_nursing: bool | None = None
    ended_by: EndedBy = EndedBy.DISCHARGED
    # The ward's answer about a citizen who left against advice.
    medically_ready: bool | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one condition says: which sentence, met or not, the facts it used and those it lacks."""

    code: str
    outcome: bool | None
    facts: dict[str, Fact]
    missing: tuple[str, ...] = ()


_Judge = Callable[[DischargeFacts, Terms, Choices], _Answer]


def eligibility(facts: DischargeFacts, terms: Terms, choices: Choices = DEFAULTS) -> tuple[Verdict, ...]:
    """One verdict per condition E1–E5; the citizen is eligible when all of them hold (`all_of`)."""
    version = choices.version(terms.version, USES)
    verdicts = []
    for rule, judge in _CONDITIONS.items():
        said = judge(facts, terms, choices)
        source = f"RULES 2e {rule}; 001 §2.2"
        verdicts.append(Verdict(rule, source, f"window.{said.code}", said.outcome, said.facts, said.missing, version))
    return tuple(verdicts)


def _e1(facts: DischargeFacts, terms: Terms, _: Choices) -> _Answer:
    """The discharging ward is somatic and in the region."""
    used: dict[str, Fact] = {"speciality": facts.speciality, "region": facts.region}
    if facts.speciality is not None and facts.speciality not in terms.specialities:
        return _Answer("E1.not_somatic", False, used)
    if facts.region is not None and facts.region not in terms.regions:
        return _Answer("E1.other_region", False, used)
    missing = tuple(name for name in ("speciality", "region") if used[name] is None)
    return _Answer("E1.unknown", None, used, missing) if missing else _Answer("E1.met", True, used)


def _e2(facts: DischargeFacts, terms: Terms, choices: Choices) -> _Answer:
    """More than 24 elapsed hours; exactly 24 is not more (A11)."""
    used: dict[str, Fact] = {
        "admitted_at": iso(facts.admitted_at),
        "discharged_at": iso(facts.discharged_at),
        "stay_hours": None,
        "longer_than_hours": terms.longer_than / _HOUR,
    }
    missing = tuple(name for name in ("admitted_at", "discharged_at") if used[name] is None)
    if facts.admitted_at is None or facts.discharged_at is None:
        return _Answer("E2.unknown", None, used, missing)
    stay = elapsed(facts.admitted_at, facts.discharged_at)
    used["stay_hours"] = round(stay / _HOUR, 4)
    if stay == terms.longer_than and choices["A11"] == "more":
        return _Answer("E2.exactly", True, used)
    return _Answer("E2.met", True, used) if stay > terms.longer_than else _Answer("E2.too_short", False, used)


def _e3(facts: DischargeFacts, _: Terms, choices: Choices) -> _Answer:
    """Medically ready; a discharge implies it even if nobody registered it."""
    used: dict[str, Fact] = {"discharged_at": iso(facts.discharged_at), "ended_by": facts.ended_by.value}
    if facts.ended_by in (EndedBy.DIED, EndedBy.TRANSFERRED, EndedBy.NO_SHOW):
        return _Answer(f"E3.{facts.ended_by}", False, used)
    if facts.ended_by is EndedBy.LEFT_AGAINST_ADVICE:
        used["medically_ready"] = facts.medically_ready
        decided = {"eligible": True, "excluded": False}.get(choices["A8"])
        if decided is None and facts.medically_ready is not None:
            answer = "ready" if facts.medically_ready else "not_ready"
            return _Answer(f"E3.left_{answer}", facts.medically_ready, used)
        outcome = decided
        code = {True: "E3.left_met", False: "E3.left_excluded", None: "E3.left_unknown"}[outcome]
        return _Answer(code, outcome, used, ("medically_ready",) if outcome is None else ())
    if facts.discharged_at is None:
        return _Answer("E3.not_discharged", None, used, ("discharged_at",))
    return _Answer("E3.met", True, used)


def _e4(facts: DischargeFacts, _: Terms, __: Choices) -> _Answer:
    """Discharged to community nursing, existing or new."""
    used: dict[str, Fact] = {"community_nursing": facts.community_nursing}
    if facts.community_nursing is None:
        return _Answer("E4.unknown", None, used, ("community_nursing",))
    return _Answer("E4.met", True, used) if facts.community_nursing else _Answer("E4.none", False, used)


def _e5(facts: DischargeFacts, terms: Terms, choices: Choices) -> _Answer:
    """A destination that the agreement covered on the day; a residential facility with nursing is a home (A25)."""
    used: dict[str, Fact] = {
        "destination": facts.destination.value if facts.destination else None,
        "covered": [covered.value for covered in sorted(terms.destinations)],
        "discharged_at": iso(facts.discharged_at),
    }
    if not terms.destinations:
        return _Answer("E5.not_begun", False, used)
    if facts.destination is None:
        return _Answer("E5.unknown", None, used, ("destination",))
    if facts.destination is Destination.RESIDENTIAL_FACILITY and choices["A25"] == "own_home":
        return _residential(facts, terms, used)
    return (
        _Answer("E5.met", True, used)
        if facts.destination in terms.destinations
        else _Answer("E5.not_covered", False, used)
    )


def _residential(facts: DischargeFacts, terms: Terms, used: dict[str, Fact]) -> _Answer:
    used["community_nursing"] = facts.community_nursing
    if Destination.OWN_HOME not in terms.destinations or facts.community_nursing is False:
        return _Answer("E5.not_covered", False, used)
    if facts.community_nursing is None:
        return _Answer("E5.nursing_unknown", None, used, ("community_nursing",))
    return _Answer("E5.residential", True, used)


_CONDITIONS: dict[str, _Judge] = {"E1": _e1, "E2": _e2, "E3": _e3, "E4": _e4, "E5": _e5}
