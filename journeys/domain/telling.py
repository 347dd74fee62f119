"""What the other parties are told about an event; None for what is only kept."""

from journeys.domain.events import EventKind as K

# Values are the notification kinds by name: journeys' rules know no other app.
_TOLD = {
    K.ADMITTED: "admission",
    K.ACUTE_ARRIVED: "acute_arrival",
    K.DISCHARGED: "discharge",
    K.LEAVE_STARTED: "leave",
    K.LEAVE_ENDED: "leave",
    K.DIED: "death",
    K.CANCELLED: "cancellation",
    K.ADMISSION_DECIDED: "admission_planned",
    K.ADMISSION_CALLED_OFF: "admission_called_off",
    K.NURSING_ANSWERED: "question_answered",
    K.DESTINATION_STATED: "question_answered",
    K.HANDOVER_OFFERED: "handover_offered",
    K.HANDOVER_ACCEPTED: "handover_accepted",
}


def told_as(kind: K, *, corrects: bool) -> str | None:
    """The kind of notification for an event; a correction of something told is told as a correction."""
    told = _TOLD.get(kind)
    return "correction" if told is not None and corrects and kind is not K.CANCELLED else told
