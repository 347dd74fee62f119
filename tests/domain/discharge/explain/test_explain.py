"""`manage.py explain`: facts from a file, answers and problems as JSON, no database (DESIGN §8)."""

import json
from dataclasses import fields
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from discharge.channel.rules.channel import ChannelFacts
from discharge.explain.rules.explaining import RULES, explain
from discharge.explain.rules.facts_reader import BadFacts
from discharge.readiness.rules.registration import ReadinessFacts

NOW = "2026-11-30T12:00+01:00"
STAY = {
    "admitted_at": "2026-11-18T10:00+01:00",
    "discharged_at": "2026-11-20T14:05+01:00",
    "speciality": "somatic",
    "region": "1082",
    "destination": "own_home",
    "community_nursing": True,
}


@pytest.fixture(name="facts")
def facts_file(tmp_path: Path) -> Path:
    return tmp_path / "facts.json"


def run(facts: Path, rule: str, data: Any, at: str | None = NOW) -> dict[str, Any]:
    facts.write_text(json.dumps(data) if not isinstance(data, str) else data)
    out = StringIO()
    call_command("explain", rule, facts=str(facts), at=at, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def refused(facts: Path, rule: str, data: Any, at: str | None = NOW) -> list[tuple[str, str]]:
    facts.write_text(json.dumps(data) if not isinstance(data, str) else data)
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("explain", rule, facts=str(facts), at=at, stderr=err)
    assert stopped.value.code == 2
    return [(problem["field"], problem["code"]) for problem in json.loads(err.getvalue())["problems"]]


def test_extended_responsibility_with_its_verdict_in_two_languages(facts: Path) -> None:
    answer = run(facts, "extended_responsibility", STAY, at="2026-11-21T00:00Z")
    assert {name: answer[name] for name in ("eligible", "starts_at", "ends_at", "state")} == {
        "eligible": True,
        "starts_at": "2026-11-20T14:05:00+01:00",
        "ends_at": "2026-11-23T14:05:00+01:00",
        "state": "running",
    }
    assert [verdict["rule"] for verdict in answer["verdict"]] == ["E1", "E2", "E3", "E4", "E5"]
    assert all(v["source"] and v["facts"] and v["sentence"] and v["sentence_en"] for v in answer["verdict"])


@pytest.mark.parametrize(
    ("changed", "eligible", "state"),
    [
        ({}, True, "expired"),
        ({"community_nursing": None}, None, "unknown"),
        ({"community_nursing": False, "region": None}, False, "not_started"),
        ({"speciality": "psykiatri"}, False, "not_started"),
        ({"discharged_at": None}, None, "not_started"),
        ({"discharged_at": "2026-11-19T10:00+01:00"}, False, "not_started"),
        ({"discharged_at": "2026-11-19T10:00:01+01:00"}, True, "expired"),
        ({"left_against_advice": True}, None, "unknown"),
        ({"terminal": True}, True, "expired"),
        ({"exempted_at": "2026-11-20T15:00+01:00"}, True, "exempted"),
        ({"extended_until": "2026-12-01T15:00+01:00"}, True, "extended"),
        ({"discharge_cancelled": True}, False, "voided"),
        ({"died_at": "2026-11-21T15:00+01:00"}, True, "expired"),
        ({"transferred": True}, False, "not_started"),
    ],
)
def test_extended_responsibility_of_other_facts(
    facts: Path, changed: dict[str, Any], eligible: bool | None, state: str
) -> None:
    answer = run(facts, "extended_responsibility", {**STAY, **changed})
    assert (answer["eligible"], answer["state"]) == (eligible, state)


@pytest.mark.parametrize("region", ["1082", 1082, "Region Midtjylland", "RM", True, "DK-82", "rm"])
def test_every_way_to_say_region_midtjylland(facts: Path, region: Any) -> None:
    assert run(facts, "extended_responsibility", {**STAY, "region": region})["eligible"] is True


@pytest.mark.parametrize("region", ["1083", "Region Syddanmark", False, 1081])
def test_another_region_is_out(facts: Path, region: Any) -> None:
    assert run(facts, "extended_responsibility", {**STAY, "region": region})["eligible"] is False


@pytest.mark.parametrize("name", list(STAY))
def test_a_fact_left_out_is_unknown_and_named(facts: Path, name: str) -> None:
    answer = run(facts, "extended_responsibility", {key: value for key, value in STAY.items() if key != name})
    assert (answer["eligible"], answer["ends_at"], name in answer["missing"]) == (None, None, True)


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"admitted_at": "2026-11-18T10:00"}, "admitted_at", "offset_missing"),
        ({"admitted_at": "2026-03-29T02:30"}, "admitted_at", "time_nonexistent"),
        ({"admitted_at": "2026-03-29T02:00+01:00"}, "admitted_at", "time_nonexistent"),
        ({"admitted_at": "2026-03-29T02:59:59+02:00"}, "admitted_at", "time_nonexistent"),
        ({"admitted_at": "2025-10-26T02:30"}, "admitted_at", "time_ambiguous"),
        ({"admitted_at": "2026-11-18"}, "admitted_at", "time_invalid"),
        ({"admitted_at": "0001-01-01T00:00Z"}, "admitted_at", "time_invalid"),
        ({"admitted_at": 12}, "admitted_at", "time_invalid"),
        ({"admitted_at": "2026-11-21T10:00+01:00"}, "discharged_at", "order"),
        ({"speciality": "dental"}, "speciality", "not_a_choice"),
        ({"destination": "the moon"}, "destination", "not_a_choice"),
        ({"community_nursing": "perhaps"}, "community_nursing", "flag_invalid"),
        ({"open_points": {"A5": "perhaps"}}, "open_points", "open_point_invalid"),
    ],
)
def test_bad_facts_are_refused_by_name(facts: Path, changed: dict[str, Any], field: str, code: str) -> None:
    assert refused(facts, "extended_responsibility", {**STAY, **changed}) == [(field, code)]


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2026-03-29T02:30", "does not exist in Denmark"),
        ("2025-10-26T02:30", "happened twice"),
        ("2026-11-18T10:00", "has no offset"),
    ],
)
def test_a_refused_time_is_repeated_with_what_is_wrong_and_what_to_write(moment: str, why: str) -> None:
    with pytest.raises(BadFacts, match=why) as refusal:
        explain("extended_responsibility", {**STAY, "admitted_at": moment}, now=datetime.fromisoformat(NOW))
    (problem,) = refusal.value.problems
    assert problem.detail.startswith(moment)
    assert problem.fix


def test_times_with_offset_are_taken_in_the_hours_of_the_clock_changes(facts: Path) -> None:
    for moment in ("2025-10-26T02:30+02:00", "2026-03-29T02:30+00:00", "2026-03-29T01:59:59+01:00"):
        assert run(facts, "extended_responsibility", {**STAY, "admitted_at": moment})["eligible"] is True


@pytest.mark.parametrize("text", ["{", "[]", '"x"'])
def test_what_is_no_json_object_is_refused(facts: Path, text: str) -> None:
    assert refused(facts, "payment", text) == [("--facts", "json")]


def test_a_missing_file_and_a_bad_moment_are_refused(facts: Path) -> None:
    assert refused(facts, "channel", {}, at="2026-11-18T10:00") == [("--at", "offset_missing")]
    with pytest.raises(SystemExit):
        call_command("explain", "channel", facts=str(facts.parent / "none.json"), stderr=StringIO())


def test_a_fact_that_no_rule_uses_is_named(facts: Path) -> None:
    assert run(facts, "extended_responsibility", {**STAY, "comunity_nursing": True})["ignored"] == ["comunity_nursing"]


@pytest.mark.parametrize(("rule", "shape"), [("readiness", ReadinessFacts), ("channel", ChannelFacts)])
def test_every_fact_of_a_rule_can_be_stated(facts: Path, rule: str, shape: type) -> None:
    unread = run(facts, rule, {field.name: None for field in fields(shape)}).get("ignored", [])
    assert not unread, (
        f"explain {rule} does not read {unread}: a line each where {shape.__name__} is made in discharge/explain/rules"
    )


def test_discharge_letter(facts: Path) -> None:
    answer = run(facts, "discharge_letter", {"discharged_at": "2026-04-01T12:00+02:00", "group": "strict"})
    assert (answer["due_on"], answer["due_at"]) == ("2026-04-07", "2026-04-08T00:00:00+02:00")


def test_discharge_letter_with_extra_closing_days(facts: Path) -> None:
    data = {"discharged_at": "2026-12-24T09:00+01:00", "extra_closing_days": ["2026-12-24"]}
    assert run(facts, "discharge_letter", data)["due_on"] == "2026-12-28"


STORY: list[dict[str, Any]] = [
    {"kind": "STIN", "occurred_at": "2026-11-09T10:00+01:00", "physician": "Anna Holm"},
    {"kind": "fb", "occurred_at": "2026-11-11T09:00+01:00"},
    {"kind": "SLHJ", "occurred_at": "2026-11-11T10:00+01:00", "destination": "own_home", "community_nursing": True},
]
KNOWN = {"speciality": "somatic", "region": "RM", "gp": "Lægerne Torvet", "municipality": "Aarhus"}


DOCTOR = ("hospital_physician", "Anna Holm")
PRACTICE = ("gp", None)


def then(kind: str, at: str, **more: Any) -> list[dict[str, Any]]:
    return [{"kind": kind, "occurred_at": f"2026-11-{at}+01:00", **more}]


@pytest.mark.parametrize(
    ("at", "more", "state", "physician"),
    [
        ("09T09:00", [], "S0", PRACTICE),
        ("10T09:00", [], "S3", DOCTOR),
        ("11T09:30", [], "S5", DOCTOR),
        ("11T10:00", [], "S6", PRACTICE),
        ("14T10:00", [], "S7", PRACTICE),
        ("11T13:00", then("AN_SLHJ", "11T12:00"), "S5", DOCTOR),
        ("11T10:30", then("RE_SLHJ", "11T11:00"), "S5", DOCTOR),
        ("12T13:00", then("acute_start", "11T12:00", ref="hospital"), "S9", DOCTOR),
        ("12T13:00", then("112", "12T12:00"), "S11", PRACTICE),
        ("12T13:00", then("MORS", "12T12:00"), "S10", (None, None)),
        ("12T13:00", then("STAA", "12T12:00"), "S2", PRACTICE),
        ("12T13:00", then("transfer", "12T12:00", to="B"), "S3", ("hospital_physician", None)),
    ],
)
def test_responsibility(
    facts: Path, at: str, more: list[dict[str, Any]], state: str, physician: tuple[str | None, str | None]
) -> None:
    answer = run(facts, "responsibility", {**KNOWN, "events": [*STORY, *more]}, at=f"2026-11-{at}+01:00")
    found = answer["responsible_physician"] or {"kind": None, "name": None}
    assert (answer["state"], found["kind"], found["name"]) == (state, *physician)
    assert answer["verdict"][0]["rule"] == state


def test_responsibility_says_until_when_and_who_is_next(facts: Path) -> None:
    answer = run(facts, "responsibility", {**KNOWN, "events": STORY}, at="2026-11-12T10:00+01:00")
    assert answer["until"] == answer["answers_until"] == "2026-11-14T10:00:00+01:00"
    assert (answer["treatment"][0]["kind"], answer["next"]["state"]) == ("hospital", "S7")


def test_responsibility_with_an_unknown_fact_asks_its_owner(facts: Path) -> None:
    story = [STORY[0], {**STORY[2], "community_nursing": None}]
    answer = run(facts, "responsibility", {**KNOWN, "events": story}, at="2026-11-12T10:00+01:00")
    assert (answer["state"], answer["verdict"][0]["outcome"], answer["verdict"][0]["missing"]) == (
        "S6u",
        None,
        ["community_nursing"],
    )


def test_responsibility_knows_stays_apart_without_being_told(facts: Path) -> None:
    again = [
        {"kind": "STIN", "occurred_at": "2026-11-12T10:00+01:00"},
        {"kind": "SLHJ", "occurred_at": "2026-11-12T20:00+01:00"},
    ]
    answer = run(facts, "responsibility", {**KNOWN, "events": [*STORY, *again]}, at="2026-11-13T10:00+01:00")
    assert (answer["state"], answer["answers_until"]) == ("S6", "2026-11-14T10:00:00+01:00")


@pytest.mark.parametrize(
    ("event", "field", "code"),
    [
        ({"kind": "party", "occurred_at": "2026-11-12T10:00+01:00"}, "events[0].kind", "kind_unknown"),
        ({"kind": "STIN"}, "events[0].occurred_at", "time_missing"),
        ({"kind": "STIN", "occurred_at": "2026-11-12T10:00"}, "events[0].occurred_at", "offset_missing"),
        ({"kind": "AN_STIN", "occurred_at": "2026-11-12T10:00+01:00"}, "events[0].kind", "nothing_to_void"),
        ({"kind": "acute_start", "occurred_at": "2026-11-12T10:00+01:00"}, "events[0].referred_by", "referrer_unknown"),
        (
            {"kind": "affiliation_stated", "occurred_at": "2026-11-12T10:00+01:00"},
            "events[0].affiliation",
            "affiliation_missing",
        ),
    ],
)
def test_responsibility_refuses_events_that_it_cannot_read(
    facts: Path, event: dict[str, Any], field: str, code: str
) -> None:
    assert refused(facts, "responsibility", {"events": [event]}) == [(field, code)]


def test_responsibility_without_events_is_refused(facts: Path) -> None:
    assert refused(facts, "responsibility", {}) == [("events", "list_missing")]


READY = {
    "at": "2026-11-11T09:00+01:00",
    "assessed_by": "Anna Holm",
    "assessed_at": "2026-11-11T08:30+01:00",
    "stay": "inpatient",
    "admitted_at": "2026-11-09T10:00+01:00",
    "terminal": False,
    "already_ready": False,
    "1a": True, "1b": True, "1c": True, "1d": True,
    "rehabilitation": "no_need",
    "fmk_updated": True,
    "patient_informed": True,
    "needs_municipal_services": True,
    "municipality_involved": True,
    "time_agreed": True,
    "administration_done": True,
    "waiting_reason": "temporary_place",
}  # fmt: skip


def test_readiness(facts: Path) -> None:
    answer = run(facts, "readiness", READY, at="2026-11-11T09:01+01:00")
    assert (answer["allowed"], answer["problems"]) == (True, [])
    refusal = run(facts, "readiness", {**READY, "terminal": True}, at="2026-11-11T09:01+01:00")
    assert refusal["allowed"] is False
    problem = refusal["problems"][0]
    assert (problem["rule"], problem["code"], problem["severity"]) == ("F3", "fb.terminal", "error")
    assert problem["sentence"] == "En terminal borger må ikke meldes færdigbehandlet."


@pytest.mark.parametrize(("text", "allowed"), [("Venter på transport", True), ("", False), (None, False)])
def test_readiness_reads_the_words_of_another_reason(facts: Path, text: str | None, allowed: bool) -> None:
    other = {**READY, "waiting_reason": "other", "reason_text": text}
    assert run(facts, "readiness", other, at="2026-11-11T09:01+01:00")["allowed"] is allowed


def test_channel(facts: Path) -> None:
    data = {"elder_care": False, "social": True, "speciality": "som", "stay_hours": 30, "recipient": "bosted"}
    answer = run(facts, "channel", data)
    plan = answer["kinds"]["care_pathway_plan"]
    assert (plan["allowed"], plan["rule"], plan["alternative"]) == (False, "O2", "correspondence")
    assert plan["sentence"]
    assert answer["kinds"]["correspondence"]["allowed"] is True
    assert answer["phone_required"] is False


def test_every_rule_answers_with_nothing_known(facts: Path) -> None:
    needs_a_list = {"payment", "responsibility"}
    for rule in set(RULES) - needs_a_list:
        assert run(facts, rule, {})


@pytest.mark.parametrize("word", ["indlagt", "active", "admitted", "ready", "on_leave", "inpatient"])
def test_readiness_reads_the_words_of_a_stay_in_bed(facts: Path, word: str) -> None:
    stay = {name: value for name, value in READY.items() if name not in ("stay", "status")}
    assert run(facts, "readiness", {**stay, "stay": word}, at="2026-11-11T09:01+01:00")["allowed"] is True
    assert run(facts, "readiness", {**stay, "stay": "dead"}, at="2026-11-11T09:01+01:00")["allowed"] is False
