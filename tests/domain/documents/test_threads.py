"""Sendings and answers folded from events: what counts, who has answered, what falls (DESIGN §2)."""

from dataclasses import replace

import pytest

from documents.domain.threads import threads_of
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.history.history import History
from tests.factories.events import event


def sent(
    hours: float, number: int = 1, *, document: str = "d1", to: tuple[str, ...] = ("m",), **more: object
) -> EventRecord:
    return event(
        K.DOCUMENT_SENT,
        hours,
        organisation="w",
        document=document,
        document_kind="care_pathway_plan",
        version=number,
        receivers=list(to),
        **more,
    )


def answered(hours: float, number: int = 1, *, party: str = "m", answer: str = "acknowledged") -> EventRecord:
    return event(
        K.DOCUMENT_ANSWERED, hours, organisation="u", document="d1", version=number, party=party, answer=answer
    )


def test_every_receiver_answers_for_itself() -> None:
    (thread,) = threads_of(History([sent(1, to=("m", "p")), answered(2)]))
    assert thread.current.unanswered == ("p",)
    assert thread.parties == {"w", "m", "p"}


def test_the_last_word_counts_and_a_question_is_one_until_it_is_acknowledged() -> None:
    asked = [sent(1), answered(2, answer="missing")]
    (thread,) = threads_of(History(asked))
    assert [question.code for question in thread.current.questions] == [AnswerCode.MISSING]
    (thread,) = threads_of(History([*asked, answered(3)]))
    assert thread.current.questions == ()


def test_an_answer_to_one_version_answers_no_other() -> None:
    (thread,) = threads_of(History([sent(1), answered(2), sent(3, 2)]))
    first, second = thread.versions
    assert first.unanswered == ()
    assert second.unanswered == ("m",)
    assert thread.numbered(1) == first
    assert thread.numbered(7) is None


def test_an_answer_given_before_the_sending_answers_the_one_that_was_taken_back() -> None:
    (thread,) = threads_of(History([answered(1), sent(2)]))
    assert thread.current.unanswered == ("m",)
    (thread,) = threads_of(History([sent(2), answered(2)]))
    assert thread.current.unanswered == ()


def test_documents_stand_in_the_order_of_their_first_sending() -> None:
    threads = threads_of(History([sent(1), sent(2, document="d2"), sent(3, 2)]))
    assert [(thread.document, len(thread.versions)) for thread in threads] == [("d1", 2), ("d2", 1)]


def test_words_that_cannot_be_read_are_none() -> None:
    assert threads_of(History([event(K.DOCUMENT_SENT, 1), event(K.DOCUMENT_ANSWERED, 2, answer="nonsense")])) == ()


@pytest.mark.parametrize("lacks", ["document", "version", "party", "answer"])
def test_an_answer_that_lacks_something_is_none(lacks: str) -> None:
    whole = answered(2)
    part = replace(whole, payload={name: value for name, value in whole.payload.items() if name != lacks})
    (thread,) = threads_of(History([sent(1), part]))
    assert thread.current.answers == ()


def test_a_sending_without_kind_or_number_is_of_no_kind_and_number_0() -> None:
    (thread,) = threads_of(History([event(K.DOCUMENT_SENT, 1, document="d1")]))
    assert (thread.kind, thread.current.number) == ("", 0)


@pytest.mark.parametrize(
    ("units", "numbers"), [({"m"}, [1]), ({"p"}, [2]), ({"w"}, [1, 2]), ({"m", "p"}, [1, 2]), ({"x"}, [])]
)
def test_a_unit_sees_the_versions_that_it_sent_or_got(units: set[str], numbers: list[int]) -> None:
    (thread,) = threads_of(History([sent(1, to=("m",)), sent(2, 2, to=("p",))]))
    assert [version.number for version in thread.seen_by(units).versions] == numbers


def test_what_was_touched_since_a_version_is_not_what_that_version_changed() -> None:
    (thread,) = threads_of(History([sent(n, n, changed=[f"in {n}"]) for n in (1, 2, 3)]))
    first, second, third = thread.versions
    assert thread.touched_since(first, third) == {"in 2", "in 3"}
    assert thread.touched_since(first, second) == {"in 2"}
    assert thread.touched_since(second, second) == frozenset()


def passed_on(hours: float, unit: str, *, party: str = "m", number: int = 1, role: str = "social") -> EventRecord:
    return event(
        K.DOCUMENT_FORWARDED,
        hours,
        organisation="u",
        document="d1",
        version=number,
        party=party,
        unit=unit,
        receivers=[unit],
        role=role,
    )


def test_whoever_sends_it_on_leaves_the_answer_to_the_unit_that_got_it() -> None:
    (thread,) = threads_of(History([sent(1), passed_on(2, "s")]))
    version = thread.current
    assert (version.receivers, version.addressed, version.unanswered) == (("m", "s"), ("m",), ("s",))
    assert (version.roles["s"], version.answer_for("m")) == ("social", None)
    (thread,) = threads_of(History([sent(1), passed_on(2, "s"), answered(3, party="s")]))
    assert (thread.current.unanswered, thread.current.answer_of("m")) == ((), None)
    heir = thread.current.answer_for("m")
    assert heir is not None
    assert heir.unit == "s"


def test_what_a_unit_says_itself_holds_for_it_also_after_it_was_sent_on() -> None:
    mixed = [sent(1), passed_on(2, "s"), answered(3, party="s"), answered(4, answer="missing")]
    (thread,) = threads_of(History(mixed))
    own = thread.current.answer_for("m")
    assert own is not None
    assert own.code is AnswerCode.MISSING
    assert [question.unit for question in thread.current.questions] == ["m"]


def test_sent_on_twice_it_is_followed_over_every_link_and_never_back() -> None:
    links = [passed_on(2, "b", role="municipality"), passed_on(3, "s", party="b"), passed_on(4, "m", party="s")]
    (thread,) = threads_of(History([sent(1), *links, passed_on(5, "b", party="s")]))
    version = thread.current
    assert version.receivers == ("m", "b", "s")
    assert version.reached_through(["m"]) == {"m", "b", "s"}
    assert version.reached_through(["s"]) == {"s"}
    assert (version.unanswered, len(version.forwards)) == (("s",), 2)


def test_nobody_sends_on_what_they_have_not_got() -> None:
    (thread,) = threads_of(History([passed_on(1, "a"), sent(2), passed_on(3, "s", party="b")]))
    assert thread.current.receivers == ("m",)


def test_in_error_to_one_it_is_in_error_to_whoever_has_it_from_them() -> None:
    wrong = event(
        K.DOCUMENT_SENT_IN_ERROR, 5, organisation="w", document="d1", version=1, receivers=["m"], mistake="receiver"
    )
    links = [passed_on(2, "b", role="municipality"), passed_on(3, "s", party="b")]
    (thread,) = threads_of(History([sent(1, to=("m", "p")), *links, wrong]))
    version = thread.current
    assert [unit for unit in version.receivers if version.error_of(unit)] == ["m", "b", "s"]
    assert version.hidden_from({"s"}) is not None
    assert version.unanswered == ("p",)


def test_of_what_was_in_error_each_unit_says_for_itself_that_it_is_not_used() -> None:
    """Whoever sent it on has left the answer with the plan; that they do not use it nobody says for them."""
    wrong = event(
        K.DOCUMENT_SENT_IN_ERROR, 4, organisation="w", document="d1", version=1, receivers=["m"], mistake="receiver"
    )
    told = [sent(1), passed_on(2, "s"), answered(3, party="s"), wrong, answered(5, party="s", answer="discarded")]
    (thread,) = threads_of(History(told))
    answers = {unit: thread.current.answer_for(unit) for unit in ("m", "s")}
    assert answers["m"] is None
    assert answers["s"] is not None
    assert answers["s"].code is AnswerCode.DISCARDED
