"""Who may call the discharging ward in the 72 hours, and where everybody else is pointed (RULES 2e; 001 §2.2, fn 6)."""

from dataclasses import dataclass
from enum import StrEnum

from discharge.extended_responsibility.rules.clock import ANSWERING, WindowState
from journeys.domain.events.payloads.responsibility import CallerRole
from journeys.domain.verdicts import Verdict

__all__ = ["MUNICIPAL", "CallFacts", "CallerRole", "ReferTo", "Urgency", "may_call", "refer_to"]


class Urgency(StrEnum):
    """Whether it can wait until the practice opens."""

    NOW = "now"
    CAN_WAIT = "can_wait"


class ReferTo(StrEnum):
    """The right way for somebody who cannot call the ward."""

    GP = "gp"
    OUT_OF_HOURS = "out_of_hours"


# 001 fn 6: authorised nurses and social and health assistants of the municipality that serves the citizen.
MUNICIPAL = frozenset({CallerRole.NURSE, CallerRole.SOCIAL_HEALTH_ASSISTANT})
# A locum counts as the practice; the doctor on call as the out-of-hours service.
MEDICAL = frozenset({CallerRole.GP, CallerRole.OUT_OF_HOURS})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """One call. `window` is the state of the 72 hours then; None is unknown or, for `window`, that there is none."""

    role: CallerRole
    serving_municipality: bool | None = None
    in_hospital: bool = False
    # RULES 2d S9; 001-93: the hospital referred to the acute function and answers around the clock.
    acute_function_of_hospital: bool = False
    window: str | None = None
    practice_open: bool = True


def may_call(facts: CallFacts) -> Verdict:
    """Whether the ward answers this caller: True, False, or None while nobody knows whether the 72 hours run."""
    code, outcome = _judge(facts)
    said = {
        "caller_role": facts.role.value,
        "serving_municipality": facts.serving_municipality,
        "window": facts.window,
        "refer_to": refer_to(facts).value if outcome is False else None,
    }
    missing = ("window",) if outcome is None else ()
    return Verdict("callers", "RULES 2e; 001 §2.2, fn 6", f"caller.{code}", outcome, said, missing, "2e")


def _judge(facts: CallFacts) -> tuple[str, bool | None]:
    if facts.role is CallerRole.WARD:
        # Who may ring the ward says nothing of whom the ward may ring.
        return "own_call", True
    if facts.role in MUNICIPAL and facts.serving_municipality is False:
        return "other_municipality", False
    if facts.in_hospital:
        # The 72 hours limit who may call about somebody at home; in a bed the ward answers whoever calls.
        return "in_hospital", True
    if facts.role not in MUNICIPAL | MEDICAL:
        return "not_entitled", False
    if facts.acute_function_of_hospital:
        return "acute_function", True
    if facts.window == WindowState.UNKNOWN:
        return "undecided", None
    return ("entitled", True) if facts.window in ANSWERING else ("window_over", False)


def refer_to(facts: CallFacts) -> ReferTo:
    """Egen læge while the practice is open, otherwise lægevagten."""
    return ReferTo.GP if facts.practice_open else ReferTo.OUT_OF_HOURS
