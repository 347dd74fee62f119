"""What the points are judged by: one journey, as the modules that answer these questions said it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from discharge.discharge_letter.rules.deadline import LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The care pathway plan that was sent; `moved`: another time was agreed since, None where none was agreed then."""

    first_at: datetime
    last_at: datetime
    moved: bool | None = None
    # Whether it says what to do if the symptoms return; None where its words cannot be read.
    contingency: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """None is unknown, except where a moment's None says that it has not come."""

    psychiatric: bool | None = None
    admitted_at: datetime | None = None
    # Seen at the hospital and not admitted (2d S2); False is also not known.
    visit: bool = False
    left_at: datetime | None = None
    # Died or called off: nothing is asked any more.
    ended: bool = False
    # Cancelled or called off: there was no stay, and nobody failed to do anything in it.
    never: bool = False
    # Closed: everything is done or given up, and nobody waits for an act any more.
    closed: bool = False
    municipal_need: bool | None = None
    # The parties: named, and of the practice also that there is none.
    has_municipality: bool = False
    practice_known: bool = False
    has_physician: bool = False
    wished_at: datetime | None = None
    # Stated by somebody: more coordination is needed, relatives there are; with when.
    coordination_at: datetime | None = None
    needs_more: bool | None = None
    has_relatives: bool | None = None
    # When anybody first said on which day the citizen goes home.
    day_said_at: datetime | None = None
    planning_began_at: datetime | None = None
    report_asked_at: datetime | None = None
    report_sent_at: datetime | None = None
    referral_at: datetime | None = None
    knowledge_asked_at: datetime | None = None
    knowledge_answered_at: datetime | None = None
    # Whether the reader reads plans at all; `plan` None is that none was sent.
    reads_plans: bool = True
    plan: PlanFacts | None = None
    # Whether a plan is asked of a stay that lasts, or lasted, so long (table 2a); None where a fact is missing.
    plan_applies: bool | None = None
    agreed_at: datetime | None = None
    proposed: bool = False
    preparation_for: timedelta | None = None
    patient_informed_at: datetime | None = None
    # Open tasks, each of which has an owner, and those past their time.
    open_tasks: int = 0
    late_tasks: int = 0
    # The letter that matters now, as the panel has it; None is that no discharge asks for one.
    letter: LetterState | None = None
    letter_sent_at: datetime | None = None
    letter_received_at: datetime | None = None
    # Psychiatry (annex 2).
    correspondence_at: datetime | None = None
    card_at: datetime | None = None
    meeting_asked: bool = False
    meeting_open: bool = False
    invited_at: datetime | None = None

    @property
    def never_home(self) -> bool:
        """Whether the citizen died in the stay: of what the home-coming asks nothing was missed (K4, K5, K6, K20)."""
        return self.ended and not self.never and self.left_at is None

    @property
    def over(self) -> bool:
        """Whether what was to be done before the citizen went home can be done no more."""
        return self.ended or self.left_at is not None
