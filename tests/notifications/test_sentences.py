"""What a unit reads about each kind."""

from typing import Any

import pytest

from notifications.domain.kinds import NotificationKind
from notifications.domain.outbox import OutboxState
from notifications.sentences import KIND_SENTENCES, STATE_LABELS, notification_sentence


def test_every_kind_has_a_sentence_and_every_state_a_word() -> None:
    assert set(KIND_SENTENCES) == set(NotificationKind)
    assert set(STATE_LABELS) == set(OutboxState)


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        (NotificationKind.ADMISSION, {}, "Borgeren er indlagt."),
        (NotificationKind.ADMISSION, {"place": "Hospitalet, M4"}, "Borgeren er indlagt (Hospitalet, M4)."),
        (
            NotificationKind.DISCHARGE,
            {"place": "M4", "at": "2026-05-15T08:30:00+00:00"},
            "Borgeren er udskrevet (M4, fre. 15-05-2026 kl. 10.30).",
        ),
        (
            NotificationKind.WINDOW_STARTED,
            {"ends_at": "2026-05-18T08:30:00+00:00"},
            "Hospitalets 72-timers behandlingsansvar er begyndt (til man. 18-05-2026 kl. 10.30).",
        ),
        (
            NotificationKind.WINDOW_ENDED,
            {"ends_at": "2026-05-18T08:30:00+00:00"},
            "Hospitalets 72-timers behandlingsansvar er udløbet (man. 18-05-2026 kl. 10.30).",
        ),
        (
            NotificationKind.WINDOW_VOIDED,
            {"ends_at": "2026-05-18T08:30:00+00:00"},
            "Hospitalets 72-timers behandlingsansvar er bortfaldet.",
        ),
        (NotificationKind.LEAVE, {"kind": "leave_started"}, "Borgeren er på orlov."),
        (NotificationKind.LEAVE, {"kind": "leave_ended"}, "Borgeren er tilbage fra orlov."),
    ],
)
def test_a_sentence_says_what_is_known(kind: NotificationKind, facts: dict[str, Any], sentence: str) -> None:
    assert notification_sentence(kind, facts) == sentence
