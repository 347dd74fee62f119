"""What the API takes and gives, for checking and for the schema."""

from typing import Any

from rest_framework import serializers

from desk.verdicts import VerdictOut
from discharge.responsibility.rules.medication import MedicationParty
from journeys.domain.calendar.plausible import FIRST_YEAR, LAST_YEAR
from journeys.domain.events import EventKind
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.status import AdmissionType, JourneyStatus

STATUSES = [status.value for status in JourneyStatus]


class InstantField(serializers.DateTimeField):
    """A time in the years that rows can have."""

    def to_internal_value(self, value: Any) -> Any:
        """Refuses what lies outside the calendar."""
        year = str(value)[:4]
        if not (year.isdecimal() and FIRST_YEAR < int(year) < LAST_YEAR):
            self.fail("invalid", format="ISO 8601")
        return super().to_internal_value(value)


class ListQuery(serializers.Serializer[Any]):
    """Filters of the list of journeys."""

    status = serializers.MultipleChoiceField(choices=STATUSES, required=False, help_text="Any of these states.")
    unit = serializers.UUIDField(required=False, help_text="Takes or took part.")
    updated_since = InstantField(required=False, help_text="An event was recorded at or after this time.")


class TaskQuery(serializers.Serializer[Any]):
    """Filters of the list of tasks."""

    state = serializers.ChoiceField(choices=["open", "done"], required=False, default="open")
    journey = serializers.UUIDField(required=False)


class InboxQuery(serializers.Serializer[Any]):
    """Filter of the inbox."""

    state = serializers.ChoiceField(choices=["all", "unread"], required=False, default="all")


class OrganisationOut(serializers.Serializer[Any]):
    """An organisation as others name it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    sor = serializers.CharField(allow_null=True)
    gln = serializers.CharField(allow_null=True)


class SummaryOut(serializers.Serializer[Any]):
    """A journey in a list."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=STATUSES)
    unconfirmed = serializers.BooleanField(help_text="Nothing but a stay entered by hand that nobody has confirmed.")
    admission_type = serializers.ChoiceField(choices=[kind.value for kind in AdmissionType])
    speciality = serializers.ChoiceField(choices=["somatic", "psychiatric", "unknown"])
    admitted_at = serializers.DateTimeField(allow_null=True)
    discharged_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.ChoiceField(choices=[way.value for way in EndedBy], allow_null=True)
    version = serializers.IntegerField(help_text="Send it back with an act to be refused (409) if something changed.")
    hospital = OrganisationOut(allow_null=True)
    municipality = OrganisationOut(allow_null=True)
    gp_practice = OrganisationOut(allow_null=True)


class ReasonOut(serializers.Serializer[Any]):
    """Why a citizen who is ready cannot leave."""

    reason = serializers.CharField()
    sector = serializers.CharField()
    # `from` is a word of the language, so it is named in get_fields.
    to = serializers.DateTimeField(allow_null=True)
    primary = serializers.BooleanField()
    text = serializers.CharField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """With the field whose name Python keeps for itself."""
        return {**super().get_fields(), "from": serializers.DateTimeField()}


class ReadyPeriodOut(serializers.Serializer[Any]):
    """A time in which the citizen was ready to leave."""

    ready_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.CharField(allow_null=True)
    notified_at = serializers.DateTimeField(allow_null=True)
    reasons = ReasonOut(many=True)
    checklist = serializers.DictField()
    assessed_by = serializers.CharField(allow_null=True)


class QuestionOut(serializers.Serializer[Any]):
    """What was asked before a proposal could be answered, and the reply."""

    question = serializers.CharField()
    asked_at = serializers.DateTimeField()
    reply = serializers.CharField(allow_null=True)
    replied_at = serializers.DateTimeField(allow_null=True)


class ProposalOut(serializers.Serializer[Any]):
    """A proposed discharge time and what became of it."""

    id = serializers.CharField()
    by = serializers.ChoiceField(choices=["hospital", "municipality"])
    at = serializers.DateTimeField()
    state = serializers.CharField()
    stated_at = serializers.DateTimeField()
    text = serializers.CharField()
    answer = serializers.CharField(allow_null=True)
    questions = QuestionOut(many=True)


class AgreementOut(serializers.Serializer[Any]):
    """The discharge time as a mutual agreement."""

    agreed_at = serializers.DateTimeField(allow_null=True)
    waits_for = serializers.ChoiceField(choices=["hospital", "municipality"], allow_null=True)
    expected_on = serializers.DateField(allow_null=True)
    proposals = ProposalOut(many=True)
    wishes = serializers.ListField(child=serializers.DictField())
    preparation = serializers.DictField()
    delays = ReasonOut(many=True)


class BarrierOut(serializers.Serializer[Any]):
    """Something that stands in the way, with one owner."""

    id = serializers.CharField()
    barrier = serializers.CharField()
    text = serializers.CharField()
    owner = serializers.CharField(help_text="hospital or municipality")
    raised_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class PaymentDayOut(serializers.Serializer[Any]):
    """One day of the ledger."""

    date = serializers.DateField()
    day_number = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(choices=["countable", "not_countable", "disputed"])
    why = serializers.CharField(allow_null=True)
    payer = OrganisationOut(allow_null=True)
    region_dkk = serializers.FloatField(allow_null=True)
    state_dkk = serializers.FloatField(allow_null=True)
    agreed_by = serializers.ListField(child=serializers.ChoiceField(choices=["hospital", "municipality"]))
    verdict = VerdictOut(many=True)


class PaymentOut(serializers.Serializer[Any]):
    """The ledger of payable days."""

    status = serializers.ChoiceField(choices=["indicative", "official", "missing"])
    days = PaymentDayOut(many=True)
    total_dkk = serializers.FloatField(allow_null=True)
    version = serializers.IntegerField()


class CoincidenceOut(serializers.Serializer[Any]):
    """Whether readiness and discharge came together (RULES 2g)."""

    coincides = serializers.BooleanField(allow_null=True)
    hours = serializers.FloatField(allow_null=True)
    excluded = serializers.CharField(allow_null=True)
    delay = serializers.CharField(allow_null=True)
    verdict = VerdictOut(many=True)


class WindowOut(serializers.Serializer[Any]):
    """The 72 hours."""

    eligible = serializers.BooleanField(allow_null=True)
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(
        choices=["not_started", "running", "expired", "superseded", "exempted", "extended", "voided", "unknown"]
    )
    phone = serializers.CharField(allow_null=True)
    verdict = VerdictOut(many=True)


class PartyOut(serializers.Serializer[Any]):
    """Somebody in a role."""

    kind = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    organisation = OrganisationOut(allow_null=True)


class CallOut(serializers.Serializer[Any]):
    """Whom to call."""

    name = serializers.CharField()
    phone = serializers.CharField(allow_null=True)
    available = serializers.BooleanField(allow_null=True)


class MedicationOut(serializers.Serializer[Any]):
    """Who answers for the medication as a whole, as somebody stated it; never derived from the treating doctor."""

    kind = serializers.ChoiceField(choices=[party.value for party in MedicationParty if party != "unknown"])
    name = serializers.CharField(allow_null=True)
    organisation = OrganisationOut(allow_null=True)
    since = serializers.DateTimeField()
    stated_by = OrganisationOut(allow_null=True)


class ResponsibilityOut(serializers.Serializer[Any]):
    """Who is responsible and who answers now."""

    state = serializers.CharField(
        allow_null=True, help_text="A row of RULES 2d; null where who answers is part of a journey out of your sight."
    )
    responsible_physician = PartyOut(allow_null=True)
    treatment = PartyOut(many=True)
    call = CallOut(allow_null=True)
    medication_responsible = MedicationOut(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    next = serializers.CharField(allow_null=True)
    verdict = serializers.ListField(child=serializers.DictField())


class LetterOut(serializers.Serializer[Any]):
    """The discharge letter (epikrise)."""

    due_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    handed_to_citizen_at = serializers.DateTimeField(allow_null=True)
    verdict = VerdictOut(many=True)


class CloseOutOut(serializers.Serializer[Any]):
    """One condition of the close-out."""

    condition = serializers.CharField()
    state = serializers.ChoiceField(choices=["open", "met", "not_needed"])
    met_at = serializers.DateTimeField(allow_null=True)
    owner = serializers.CharField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)


class ReportOut(serializers.Serializer[Any]):
    """What somebody who does not hold the contact has said, and the holder has not answered."""

    kind = serializers.CharField()
    at = serializers.DateTimeField()
    by = OrganisationOut(allow_null=True)
    sentence = serializers.CharField()


class DoubtOut(serializers.Serializer[Any]):
    """What cannot be right as it stands, and nobody has settled: who said it, and which ward knows."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in DoubtKind])
    at = serializers.DateTimeField()
    by = OrganisationOut(allow_null=True)
    ward = OrganisationOut(allow_null=True)
    sentence = serializers.CharField()


class JourneyOut(SummaryOut):
    """The whole journey."""

    reports = ReportOut(many=True)
    doubts = DoubtOut(many=True)
    ready_periods = ReadyPeriodOut(many=True)
    discharge_agreement = AgreementOut()
    barriers = BarrierOut(many=True)
    coincidence = CoincidenceOut(allow_null=True)
    payment = PaymentOut(allow_null=True)
    extended_responsibility = WindowOut()
    responsibility = ResponsibilityOut()
    discharge_letter = LetterOut()
    close_out = CloseOutOut(many=True)


class EventOut(serializers.Serializer[Any]):
    """One event of the timeline; names and addresses are left out of the payload."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in EventKind])
    occurred_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    source = serializers.CharField()  # type: ignore[assignment]
    organisation = OrganisationOut(allow_null=True)
    actor = serializers.CharField(allow_null=True)
    voided = serializers.BooleanField()
    payload = serializers.DictField()


class TaskOut(serializers.Serializer[Any]):
    """An open task or question."""

    id = serializers.UUIDField()
    journey = serializers.UUIDField()
    kind = serializers.CharField()
    sentence = serializers.CharField()
    owner = OrganisationOut()
    role = serializers.CharField(allow_null=True)
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=["open", "done"])
    ended_at = serializers.DateTimeField(allow_null=True)


class Page(serializers.Serializer[Any]):
    """A page by cursor."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class JourneyPageOut(Page):
    """A page of journeys."""

    results = SummaryOut(many=True)


class EventPageOut(Page):
    """A page of the timeline."""

    results = EventOut(many=True)


class NewsOut(serializers.Serializer[Any]):
    """What a unit was told, and who of it read it first."""

    id = serializers.UUIDField()
    journey = serializers.UUIDField()
    event = serializers.UUIDField(allow_null=True)
    kind = serializers.CharField()
    sentence = serializers.CharField()
    unit = serializers.UUIDField()
    occurred_at = serializers.DateTimeField()
    told_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=["unread", "read", "withdrawn"])
    read_at = serializers.DateTimeField(allow_null=True)
    read_by = serializers.CharField(allow_null=True)


class InboxPageOut(Page):
    """A page of the inbox."""

    results = NewsOut(many=True)


class TaskPageOut(Page):
    """A page of tasks."""

    results = TaskOut(many=True)


class ProblemOut(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ActIn(serializers.Serializer[Any]):
    """An act's fields as its page has them, besides these; which they are depends on the act."""

    version = serializers.IntegerField(required=False, help_text="The journey's version as last read; 409 if it moved.")
    occurred_at = serializers.DateTimeField(required=False, help_text="For acts that say when it happened.")
    hold = serializers.BooleanField(
        required=False,
        help_text="True: others read of the act after 30 seconds, until which it can be undone. Else they do at once.",
    )
