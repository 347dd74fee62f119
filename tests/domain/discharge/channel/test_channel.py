"""RULES 2a: the base rows C1–C10 and the overlays O1–O9 (003 #16, 003 #51, 003 #52)."""

from itertools import product
from typing import Any

import pytest

from discharge.channel.rules.channel import BASE, ChannelDocument, ChannelFacts, Recipient, channel
from discharge.channel.texts import CHANNEL
from discharge.settings.rules.open_points import Choices

IR, PFP, GOP, UR, KB = (
    ChannelDocument.ADMISSION_REPORT,
    ChannelDocument.CARE_PATHWAY_PLAN,
    ChannelDocument.REHABILITATION_PLAN,
    ChannelDocument.DISCHARGE_REPORT,
    ChannelDocument.CORRESPONDENCE,
)
LONG = {"stay_hours": 48.0}
Y, N, U = True, False, None
INPUTS = ("elder_care", "social", "speciality", "needs_municipal_services")
SPARED: dict[str, Any] = {"action_within_hours": 2, "plan_in_time": True}


def facts(elder: bool | None, social: bool | None, speciality: str | None = "somatic", **more: Any) -> ChannelFacts:
    return ChannelFacts(elder_care=elder, social=social, speciality=speciality, **{**LONG, **more})


def allowed(found: ChannelFacts, **choices: str) -> list[bool | None]:
    documents = channel(found, Choices(choices)).documents
    return [documents[document].allowed for document in (IR, PFP, GOP, UR, KB)]


@pytest.mark.parametrize(
    ("row", "given", "expected"),
    [
        ("C1", facts(Y, N), [Y, Y, Y, Y, Y]),
        ("C2", facts(Y, N, "psychiatric"), [Y, Y, Y, Y, Y]),
        ("C3", facts(N, Y), [N, N, N, N, Y]),
        ("C4", facts(N, Y, "psychiatric"), [N, N, N, N, Y]),
        ("C5", facts(Y, Y), [Y, Y, Y, Y, Y]),
        ("C6", facts(Y, Y, "psychiatric"), [Y, Y, Y, Y, Y]),
        ("C7", facts(N, N, needs_municipal_services=True), [N, Y, Y, Y, Y]),
        ("C8", facts(N, N, needs_municipal_services=False), [N, N, Y, N, Y]),
        ("C9", facts(N, N, "psychiatric"), [N, N, N, N, Y]),
        ("C10", facts(U, U), [U, U, U, U, Y]),
        ("C10 elder care known", facts(Y, U), [Y, Y, Y, Y, Y]),
        ("C10 only the social area unknown", facts(N, U, needs_municipal_services=False), [N, N, U, N, Y]),
    ],
)
def test_each_base_row(row: str, given: ChannelFacts, expected: list[bool | None]) -> None:
    assert allowed(given) == expected
    if " " not in row and row != "C10":
        assert channel(given).documents[KB].verdict.rule == row


@pytest.mark.parametrize(
    ("row", "given", "document", "expected", "rule"),
    [
        ("O1 short by a second", facts(Y, N, stay_hours=86_399 / 3600), PFP, N, "O1"),
        ("O1 exactly 24, A11", facts(Y, N, stay_hours=24), PFP, Y, "C1"),
        ("O1 unknown", facts(Y, N, stay_hours=None), PFP, U, "O1"),
        ("O1 concerns the care plan only", facts(Y, N, stay_hours=2), UR, Y, "C1"),
        *(
            ("O2", facts(Y, Y, recipient=recipient), document, N, "O2")
            for recipient in (Recipient.RESIDENTIAL_FACILITY, Recipient.JOB_CENTRE, Recipient.CHILD_YOUTH)
            for document in (IR, PFP, GOP, UR)
        ),
        ("O2 correspondence", facts(Y, Y, recipient=Recipient.REGIONAL_SOCIAL), KB, Y, "C5"),
        ("O3", facts(Y, N, recipient=Recipient.GP), ChannelDocument.DISCHARGE_LETTER, Y, "O3"),
        ("O3 to the GP only", facts(Y, N, recipient=Recipient.ELDER_CARE), ChannelDocument.DISCHARGE_LETTER, N, "O3"),
        ("O3 no care plan", facts(Y, N, recipient=Recipient.GP), PFP, N, "O3"),
        ("O3 agreement", facts(N, Y, "psychiatric"), ChannelDocument.DISCHARGE_AGREEMENT, Y, "O3"),
        ("O3 no agreement", facts(N, Y), ChannelDocument.DISCHARGE_AGREEMENT, N, "O3"),
        ("O3 unknown", facts(N, Y, None), ChannelDocument.DISCHARGE_AGREEMENT, U, "O3"),
        ("O3, B2-P5 plan", facts(N, Y, "psychiatric"), ChannelDocument.COORDINATION_PLAN, Y, "O3"),
        (
            "O3, B2-P5 plan to the GP",
            facts(Y, N, "psychiatric", recipient=Recipient.GP),
            ChannelDocument.COORDINATION_PLAN,
            Y,
            "O3",
        ),
        ("O3, B2-P5 no plan", facts(N, Y), ChannelDocument.COORDINATION_PLAN, N, "O3"),
        ("O3, B2-P5 plan unknown", facts(N, Y, None), ChannelDocument.COORDINATION_PLAN, U, "O3"),
        ("B2-P1 card", facts(N, Y, "psychiatric"), ChannelDocument.AGREEMENT_CARD, Y, "O3"),
        ("B2-P1 card, somatic", facts(Y, N), ChannelDocument.AGREEMENT_CARD, Y, "O3"),
        ("B2-P1 card, nothing known", facts(None, None, None), ChannelDocument.AGREEMENT_CARD, Y, "O3"),
        ("O6", facts(N, Y), ChannelDocument.ADMISSION_NOTICE, Y, "O6"),
        ("ready notice follows the plan", facts(N, Y), ChannelDocument.READY_NOTICE, N, "C3"),
    ],
)
def test_each_overlay(
    row: str, given: ChannelFacts, document: ChannelDocument, expected: bool | None, rule: str
) -> None:
    permission = channel(given).documents[document]
    assert (permission.allowed, permission.verdict.rule) == (expected, rule)


@pytest.mark.parametrize(
    ("row", "given", "expected"),
    [
        ("C1", facts(Y, N), Y),
        ("C2", facts(Y, N, "psychiatric"), Y),
        ("C3", facts(N, Y), N),
        ("C4", facts(N, Y, "psychiatric"), N),
        ("C5", facts(Y, Y), Y),
        ("C6", facts(Y, Y, "psychiatric"), Y),
        ("C7", facts(N, N, needs_municipal_services=True), Y),
        ("C8", facts(N, N, needs_municipal_services=False), N),
        ("C9", facts(N, N, "psychiatric"), N),
        ("C10", facts(U, U), U),
        ("C1 of a short stay: the plan is not used, the notice is", facts(Y, N, stay_hours=3), Y),
        ("C5 to the facility", facts(Y, Y, recipient=Recipient.RESIDENTIAL_FACILITY), N),
    ],
)
def test_o0_the_ready_notice_goes_where_the_plan_does(row: str, given: ChannelFacts, expected: bool | None) -> None:
    """RULES 2a O0: by the row and the receiver; only the length of the stay is the plan's alone (O1)."""
    assert channel(given).documents[ChannelDocument.READY_NOTICE].allowed is expected, row


@pytest.mark.parametrize("psychiatric", [ChannelDocument.DISCHARGE_AGREEMENT, ChannelDocument.COORDINATION_PLAN])
def test_o0_a_confirmed_call_and_psychiatrys_own_go_in_every_row(psychiatric: ChannelDocument) -> None:
    for elder, social, needs, hours in product((Y, N, U), (Y, N, U), (Y, N, U), (3.0, 48.0, None)):
        given = facts(elder, social, "psychiatric", needs_municipal_services=needs, stay_hours=hours)
        documents = channel(given).documents
        assert (documents[KB].allowed, documents[psychiatric].allowed) == (True, True), given


@pytest.mark.parametrize(
    ("row", "given", "document", "instead"),
    [
        ("O9 what is allowed has none", facts(Y, N), PFP, None),
        ("O9 of what is unknown nothing is offered", facts(U, U), PFP, None),
        ("O9 O1", facts(Y, N, stay_hours=3), PFP, KB),
        ("O9 O2", facts(Y, Y, recipient=Recipient.JOB_CENTRE), GOP, KB),
        ("O9 O3", facts(Y, N, recipient=Recipient.GP), PFP, KB),
        ("O9 V10 with O6", facts(N, N, newborn=True), ChannelDocument.ADMISSION_NOTICE, KB),
    ],
)
def test_o9_what_is_offered_instead(
    row: str, given: ChannelFacts, document: ChannelDocument, instead: ChannelDocument | None
) -> None:
    assert channel(given).documents[document].alternative is instead, row


@pytest.mark.parametrize("elder_and_social", [(Y, N), (Y, Y)], ids=["C2", "C6"])
def test_a4_o9_psychiatry_is_offered_its_agreement_instead_of_the_report(elder_and_social: tuple[bool, bool]) -> None:
    report = channel(facts(*elder_and_social, "psychiatric"), Choices({"A4": "discharge_agreement"})).documents[UR]
    assert (report.allowed, report.alternative) == (False, ChannelDocument.DISCHARGE_AGREEMENT)


@pytest.mark.parametrize(
    ("row", "given", "expected"),
    [
        ("V10 with C1", facts(Y, N, newborn=True), Y),
        ("V10 with C7", facts(N, N, newborn=True, needs_municipal_services=True), Y),
        ("V10 with C3", facts(N, Y, newborn=True), N),
        ("V10 with C8", facts(N, N, newborn=True, needs_municipal_services=False), N),
    ],
)
def test_v10_a_newborn_whom_the_municipality_knows_or_will_help_is_like_others(
    row: str, given: ChannelFacts, expected: bool
) -> None:
    verdict = channel(given).documents[PFP].verdict
    assert (verdict.outcome, verdict.rule == "V10") == (expected, row.endswith("C8")), row


def test_c10_what_is_missing_is_named_whole_and_what_holds_either_way_says_so() -> None:
    documents = channel(facts(U, U, None, stay_hours=None)).documents
    assert documents[PFP].verdict.missing == (*INPUTS, "stay_hours")
    assert documents[KB].verdict.code == "channel.C10.either_way"


@pytest.mark.parametrize(
    ("row", "given", "required"),
    [
        ("O1", facts(Y, N, stay_hours=20), True),
        ("O1 nothing to agree", facts(N, N, stay_hours=20, needs_municipal_services=False), False),
        ("O4", facts(Y, N, action_within_hours=23.0), True),
        ("O4 just within", facts(Y, N, action_within_hours=86_399 / 3600), True),
        ("O4 later", facts(Y, N, action_within_hours=24.0), False),
        ("O5", facts(Y, N, life_threatening=True), True),
        ("unknown", facts(Y, N, stay_hours=None), None),
        ("O1 unknown, nothing to agree", facts(N, N, stay_hours=None, needs_municipal_services=False), False),
        ("O1 the practice agrees nothing", facts(Y, N, stay_hours=2, recipient=Recipient.GP), False),
        ("O4 to the practice too", facts(Y, N, action_within_hours=2, recipient=Recipient.GP), True),
        ("O4 unknown stay, soon all the same", facts(Y, N, stay_hours=None, action_within_hours=2), True),
        ("O4 2-5 a plan in time, of an unknown stay", facts(Y, N, stay_hours=None, **SPARED), None),
        ("O1 beats a plan in time", facts(Y, N, stay_hours=23.9, **SPARED), True),
        ("O5 beats a plan in time", facts(Y, N, life_threatening=True, **SPARED), True),
    ],
)
def test_when_a_telephone_call_is_required(row: str, given: ChannelFacts, required: bool | None) -> None:
    assert channel(given).phone_required is required


def test_the_call_that_is_not_required_names_its_rule_and_the_facts_it_went_by() -> None:
    phone = channel(facts(Y, N, action_within_hours=24.0)).phone
    assert (phone.rule, phone.code) == ("O4", "channel.phone_not_required")
    assert phone.facts == {"stay_hours": 48.0, "action_within_hours": 24.0}


def test_o9_a_refusal_offers_the_alternative() -> None:
    assert channel(facts(N, Y)).documents[PFP].alternative is KB


@pytest.mark.parametrize(
    "given", [facts(N, Y), facts(N, Y, "psychiatric"), facts(Y, Y, recipient=Recipient.JOB_CENTRE)]
)
@pytest.mark.parametrize("language", [0, 1])
def test_o7_paper_is_offered_of_the_rehabilitation_plan_only(given: ChannelFacts, language: int) -> None:
    """C3, C4, O2: the citizen is handed that plan; of the others there is nothing to hand over."""
    documents, word = channel(given).documents, ("papir", "paper")[language]
    refused = {document: CHANNEL[documents[document].verdict.code][language] for document in (IR, PFP, GOP, UR)}
    assert {document for document, sentence in refused.items() if word in sentence} == {GOP}


def test_c10_says_what_to_ask() -> None:
    assert channel(facts(U, U)).documents[UR].verdict.missing[:2] == ("elder_care", "social")


@pytest.mark.parametrize(
    ("choices", "given", "expected"),
    [
        ({"A1": "forbidden"}, facts(Y, Y), [N, Y, N, Y, Y]),
        ({"A2": "correspondence"}, facts(Y, N, "psychiatric"), [N, Y, Y, Y, Y]),
    ],
)
def test_a1_a2_may_be_decided(choices: dict[str, str], given: ChannelFacts, expected: list[bool]) -> None:
    assert allowed(given, **choices) == expected


def test_a_document_without_a_column_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discharge.channel.rules.channel.BASE", {**BASE, "C1": {}})
    with pytest.raises(LookupError, match="no column for admission_report in row C1"):
        channel(facts(Y, N))
