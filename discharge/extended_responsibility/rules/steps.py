"""The 72-hour window's steps as a table, for the drawing and for the test that drives each of them (RULES 2e)."""

from dataclasses import dataclass

from discharge.extended_responsibility.rules.clock import WindowState as W


@dataclass(frozen=True, slots=True)
class ResponsibilityStep:
    """From one state to another by something that happens; `rule` is its row in RULES 2e."""

    source: W | None
    happening: str
    target: W
    rule: str


STEPS: tuple[ResponsibilityStep, ...] = (
    ResponsibilityStep(None, "discharged home, not eligible", W.NOT_STARTED, "E1–E5"),
    ResponsibilityStep(None, "discharged home, eligible", W.RUNNING, "E1–E5"),
    ResponsibilityStep(None, "discharged home, a fact is missing", W.UNKNOWN, "E1–E5"),
    ResponsibilityStep(W.UNKNOWN, "answered: eligible", W.RUNNING, "E1–E5"),
    ResponsibilityStep(W.UNKNOWN, "answered: not eligible", W.NOT_STARTED, "E1–E5"),
    ResponsibilityStep(W.UNKNOWN, "answered late, the hours are over", W.EXPIRED, "E1–E5"),
    ResponsibilityStep(W.RUNNING, "72 hours have passed", W.EXPIRED, "clock"),
    ResponsibilityStep(W.RUNNING, "the hospital extends", W.EXTENDED, "extension"),
    ResponsibilityStep(W.EXTENDED, "the extension has passed", W.EXPIRED, "clock"),
    ResponsibilityStep(W.RUNNING, "the hospital exempts a terminal citizen", W.EXEMPTED, "exemption"),
    ResponsibilityStep(W.RUNNING, "readmitted", W.SUPERSEDED, "X1"),
    ResponsibilityStep(W.SUPERSEDED, "short readmission ends inside the hours", W.RUNNING, "X1, A9"),
    ResponsibilityStep(W.RUNNING, "112 is called", W.SUPERSEDED, "X3"),
    ResponsibilityStep(W.SUPERSEDED, "112 ends without admission", W.RUNNING, "X3, A9"),
    ResponsibilityStep(W.RUNNING, "the citizen dies", W.EXPIRED, "X4"),
    ResponsibilityStep(W.RUNNING, "the discharge is cancelled", W.VOIDED, "X6"),
)
