"""2,000 windows run out while everything that can die dies; each is told about exactly once (issue 2, item 4)."""

from functools import partial

import pytest

from tests.faults.stage import BEAT, WORKERS, Stage

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
WINDOWS = 2000
MESSAGES = 200
PARTIES = 2
# As often the work may be looked at that is left; it is at most the timers, what each tells, and the messages.
MOVES = 3 * 2 * WINDOWS + MESSAGES
# Every row is compared; two processes share the work.
PROCESSES = 2
# Each discharge has two: the end of its window and the deadline of its letter.
TIMERS = 2 * WINDOWS

FIRED = "SELECT count(*) FROM journeys_deadline WHERE state = 'fired'"
ENDED = FIRED + " AND kind = 'extended_responsibility_end'"
WAITING = """SELECT (SELECT count(*) FROM journeys_deadline WHERE state = 'pending' AND due_at <= now())
                  + (SELECT count(*) FROM notifications_outboxmessage WHERE state = 'pending')"""
DEAD = "SELECT count(*) FROM notifications_outboxmessage WHERE state = 'dead'"
TOLD = "SELECT count(*) FROM notifications_notification WHERE kind = '{kind}'"
TOLD_PER_WINDOW = """SELECT count(*) FROM (SELECT subject_ref, unit_id FROM notifications_notification
                     WHERE kind = '{kind}' GROUP BY 1, 2 HAVING count(*) = 1) AS once"""
ACCEPTED = "SELECT count(DISTINCT event_id) FROM medcom_inboundmessage WHERE state = 'accepted'"
UNFINISHED = "SELECT count(*) FROM medcom_inboundmessage WHERE state NOT IN ('accepted', 'duplicate')"
JOURNEYS = "SELECT count(*) FROM journeys_journey"
HURRY = "UPDATE medcom_inboundmessage SET received_at = received_at - interval '1 hour', retry_at = now()"


def test_each_window_ends_once_though_everything_dies_meanwhile(stage: Stage) -> None:
    stage.run("tests.faults.programs.seed", str(WINDOWS))
    stage.begin("sender", "tests.faults.programs.sender", str(MESSAGES))
    stage.begin_celery()
    _let_everything_die(stage)
    stage.wait_until(lambda: stage.running["sender"].poll() == 0, seconds=60, what="sending every message")
    # A message that failed waits a minute for its next try; the test does not.
    stage.execute(HURRY)
    stage.wait_until(lambda: stage.scalar(UNFINISHED) == 0, seconds=60, what="finishing every message")
    _all_done(stage)

    assert (stage.scalar(FIRED), stage.scalar(ENDED)) == (TIMERS, WINDOWS)
    assert stage.scalar(DEAD) == 0
    for kind in ("window_started", "window_ended"):
        assert stage.scalar(TOLD.format(kind=kind)) == WINDOWS * PARTIES
        assert stage.scalar(TOLD_PER_WINDOW.format(kind=kind)) == WINDOWS * PARTIES
    assert stage.scalar(ACCEPTED) == MESSAGES
    assert stage.scalar(JOURNEYS) == WINDOWS + MESSAGES
    stage.run("manage", "rebuild", "--check", "--processes", f"{PROCESSES}")


def _all_done(stage: Stage) -> None:
    """Four thousand timers and what follows from them take a slow machine minutes; what is stuck moves nothing."""
    for _ in range(MOVES):
        left = stage.scalar(WAITING) or 0
        stage.wait_until(partial(_less, stage, left), seconds=120, what=f"one of {left} timers and effects")
        if stage.scalar(WAITING) == 0:
            return
    raise AssertionError(f"{stage.scalar(WAITING)} timers and effects are left")


def _less(stage: Stage, than: int) -> bool:
    left = stage.scalar(WAITING)
    return left == 0 or (left is not None and left < than)


def _let_everything_die(stage: Stage) -> None:
    """Each blow falls while timers are running out: the counts say how far they had come."""
    _when_fired(stage, 1)
    stage.kill(WORKERS[0])
    _when_fired(stage, TIMERS * 2 // 10)
    stage.flush_redis()
    _when_fired(stage, TIMERS * 4 // 10)
    stage.restart_postgres()
    _when_fired(stage, TIMERS * 6 // 10)
    stage.kill(BEAT)
    _when_fired(stage, TIMERS * 7 // 10)
    stage.restart_redis()
    stage.kill(*WORKERS)
    assert stage.scalar(FIRED) < TIMERS, "the last blow came too late to prove anything"


def _when_fired(stage: Stage, count: int) -> None:
    stage.wait_until(lambda: (stage.scalar(FIRED) or 0) >= count, seconds=120, what=f"firing {count} timers")
