"""An error of ours loses nothing: the message waits and is worked on later (DESIGN §4)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DataError, OperationalError

from journeys.models import Citizen, JourneyEvent
from medcom.actions import intake, notified
from medcom.actions.failures import set_aside
from medcom.actions.store import store
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage
from medcom.selectors.health import oldest_waiting_at
from medcom.tasks import process_waiting_messages
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.mutations import resource
from tests.medcom.world import NOW, deliver, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle() -> dict[str, Any]:
    make_world()
    (made,) = play(["STIN"])
    return made


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Errors that acting on a notification meets, one after the other; then it works."""
    errors: list[Exception] = []

    def fail_first(*args: Any, **kwargs: Any) -> Any:
        if errors:
            raise errors.pop(0)
        return notified.note(*args, **kwargs)

    monkeypatch.setattr(intake, "note", fail_first)
    return errors


def stored(bundle: dict[str, Any]) -> InboundMessage:
    return store(encode(bundle, Format.JSON), content_type=Format.JSON.value, door=Door.GATEWAY, now=NOW)


def test_a_passing_error_of_the_database_is_met_with_another_try(
    bundle: dict[str, Any], broken: list[Exception]
) -> None:
    broken[:] = [OperationalError("deadlock detected")] * (intake.TRIES - 1)
    assert deliver(bundle).state_value is MessageState.ACCEPTED


# What would fail again tomorrow is never "come back later" (DESIGN §4): these two were until M03 and M04.
@pytest.mark.parametrize(
    ("error", "code", "detail"),
    [
        (OperationalError("gone"), "transient-error", "MSG_Mailbox_Out_Of_Operation"),
        (DataError("odd"), "fatal-error", "MSG_LOCAL_FAIL"),
        (RuntimeError("bug"), "fatal-error", "MSG_LOCAL_FAIL"),
        (OverflowError("9999"), "fatal-error", "MSG_LOCAL_FAIL"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_m03_a_failure_is_answered_by_what_it_is(
    bundle: dict[str, Any], broken: list[Exception], error: Exception, code: str, detail: str
) -> None:
    broken[:] = [error] * intake.TRIES
    message = deliver(bundle)
    assert message.answer_code == code
    assert detail in str(message.answer)
    kept = InboundMessage.objects.get()
    assert kept.state_value is MessageState.FAILED_WILL_RETRY
    assert kept.processing_error.startswith(type(error).__name__)
    assert not JourneyEvent.objects.exists()


def test_the_periodic_task_tries_again_when_it_is_time(bundle: dict[str, Any], broken: list[Exception]) -> None:
    broken[:] = [OperationalError("gone")] * intake.TRIES
    deliver(bundle)
    assert _work(after=timedelta(seconds=30)) == 0
    assert _work(after=timedelta(minutes=2)) == 1
    assert InboundMessage.objects.get().state_value is MessageState.ACCEPTED


def test_the_waits_grow(bundle: dict[str, Any], broken: list[Exception]) -> None:
    broken[:] = [RuntimeError("bug")] * 2
    message = deliver(bundle)
    first = InboundMessage.objects.get().retry_at
    intake.process(InboundMessage.objects.get(pk=message.pk), now=NOW)
    second = InboundMessage.objects.get().retry_at
    assert first is not None
    assert second is not None
    assert second > first


def test_a_message_that_was_only_stored_is_worked_on_after_a_moment(bundle: dict[str, Any]) -> None:
    stored(bundle)
    assert oldest_waiting_at() == NOW
    assert _work(after=timedelta(seconds=1)) == 0
    assert _work(after=timedelta(seconds=11)) == 1
    assert InboundMessage.objects.get().state_value is MessageState.ACCEPTED
    assert oldest_waiting_at() is None


def test_a_finished_message_is_left_alone(bundle: dict[str, Any]) -> None:
    message = deliver(bundle)
    again = intake.process(InboundMessage.objects.get(pk=message.pk), now=NOW)
    assert again.answer == message.answer
    assert again.attempts == 1


def test_a_resend_after_a_failure_is_worked_on_and_the_first_becomes_its_duplicate(
    bundle: dict[str, Any], broken: list[Exception]
) -> None:
    broken[:] = [RuntimeError("bug")]
    first = deliver(bundle)
    second = deliver({**bundle, "id": "11111111-2222-4333-8444-555555555555"})
    assert second.state_value is MessageState.ACCEPTED
    _work(after=timedelta(minutes=2))
    first.refresh_from_db()
    assert (first.state_value, first.original) == (MessageState.DUPLICATE, second)
    assert JourneyEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "tries"), [(ValueError("poison"), 3), (OperationalError("gone"), 5)], ids=["ours", "passing"]
)
def test_m03_a_row_that_keeps_failing_is_set_aside_with_its_reason(
    bundle: dict[str, Any], broken: list[Exception], error: Exception, tries: int
) -> None:
    broken[:] = [error] * intake.TRIES * 10
    message = deliver(bundle)
    for hours in range(1, 12):
        _work(after=timedelta(hours=2 * hours))
    message.refresh_from_db()
    assert (message.state_value, message.attempts) == (MessageState.SET_ASIDE, tries)
    assert message.processing_error.startswith(type(error).__name__)
    assert InboundMessage.objects.needs_eyes().get() == message


def test_b08_what_the_book_refuses_is_refused_for_good_with_its_reason(bundle: dict[str, Any]) -> None:
    """Deterministic: a text that no page can show (here DEL) is never tried again and leaves no citizen behind."""
    resource(bundle, "Patient")["name"][0]["family"] = "Berg\x7fgren"
    message = deliver(bundle)
    message.refresh_from_db()
    assert (message.state_value, message.answer_code) == (MessageState.REJECTED, "fatal-error")
    assert message.retry_at is None
    assert message.problems == [
        {"code": "intake.not_showable", "expression": "Bundle", "detail": {"reason": "event.not_showable"}}
    ]
    assert InboundMessage.objects.needs_eyes().get() == message
    assert not Citizen.objects.exists()
    assert _work(after=timedelta(days=1)) == 0


@pytest.mark.parametrize("code", ["event.not_showable", "event.no_such_time", "event.too_large"])
def test_b08_a_refusal_of_the_book_stops_nothing_behind_it(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    make_world()
    for made in play(["STIN", "STOR"]):
        stored(made)
    problems = iter([code])
    monkeypatch.setattr("journeys.actions.events.payload_problem", lambda payload: next(problems, None))
    assert _work(after=timedelta(seconds=11)) == 2
    refused = InboundMessage.objects.get(state=MessageState.REJECTED.value)
    assert refused.problems[0]["detail"] == {"reason": code}
    assert InboundMessage.objects.exclude(pk=refused.pk).get().state_value is MessageState.ACCEPTED


def test_m03_a_row_that_fails_does_not_stop_the_rows_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    make_world()
    poison, sound = (stored(made) for made in play(["STIN", "STOR"]))
    whole = intake.read

    def read(body: bytes, content_type: str, **schemas: Any) -> Any:
        if body == bytes(poison.body):
            raise OverflowError("date value out of range")
        return whole(body, content_type, **schemas)

    monkeypatch.setattr(intake, "read", read)
    assert _work(after=timedelta(seconds=11)) == 2
    states = [InboundMessage.objects.get(pk=row.pk).state_value for row in (poison, sound)]
    assert states == [MessageState.FAILED_WILL_RETRY, MessageState.ACCEPTED]


def test_m03_what_was_set_aside_can_be_tried_again(bundle: dict[str, Any], broken: list[Exception]) -> None:
    broken[:] = [RuntimeError("bug")]
    message = deliver(bundle)
    assert set_aside(message, reason="Ukendt fejl")
    assert _work(after=timedelta(days=1)) == 0
    assert intake.process(InboundMessage.objects.get(pk=message.pk), now=NOW).state_value is MessageState.ACCEPTED
    assert not set_aside(message, reason="for sent")


def test_a_database_that_is_gone_does_not_break_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(InboundMessage.objects, "waiting", gone)
    assert process_waiting_messages() == 0


def test_where_even_the_failure_cannot_be_written_the_message_waits(
    bundle: dict[str, Any], broken: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken[:] = [RuntimeError("bug")]
    message = stored(bundle)

    def gone(**_values: Any) -> Any:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(InboundMessage.objects, "filter", gone)
        assert intake.process(message, now=NOW).state_value is MessageState.FAILED_WILL_RETRY
    assert InboundMessage.objects.get().state_value is MessageState.RECEIVED


def _work(*, after: timedelta) -> int:
    with time_machine.travel(NOW + after, tick=False):
        return process_waiting_messages()
