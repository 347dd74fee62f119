"""Which rule a document falls under, and which rule nothing can reach."""

from datetime import date, timedelta

import pytest

from documents.domain.sorting.rules import (
    AREAS,
    Ask,
    Conditions,
    Incoming,
    Match,
    UnitSortingRule,
    first_match,
    incoming,
    is_in,
    matches,
    never_fits,
    options_of,
    shadowed_by,
    units_asked,
)

TODAY = date(2026, 11, 16)
PLAN, LETTER = "care_pathway_plan", "correspondence"
A = Ask


def rule(
    number: int, conditions: Conditions | None = None, *, begins: int | None = 0, ends: int | None = None
) -> UnitSortingRule:
    """Its days are counted from today; `begins` None is switched off."""
    days = [None if each is None else TODAY + timedelta(days=each) for each in (begins, ends)]
    return UnitSortingRule(id=number, conditions=conditions or {}, valid_from=days[0], valid_to=days[1])


ABOUT_AIDS = {A.CATEGORY: ("assistive-devices",)}
LETTER_ABOUT_AIDS = incoming(
    LETTER,
    {"category": "assistive-devices", "subject": "Vedr. plejeforløbsplan", "text": "Seng og  LIFT mangler"},
    holders=("team-nord",),
)
PLAN_WITH_WOUND = incoming(PLAN, {"course": "Faldt hjemme", "nursing_c": "Tryksår på hælen", "nursing_d": " "})


@pytest.mark.parametrize(
    ("what", "conditions", "document", "fits"),
    [
        ("asks nothing: fits everything", {}, PLAN_WITH_WOUND, ()),
        ("kind", {A.KIND: (LETTER, PLAN)}, PLAN_WITH_WOUND, (Match(A.KIND, PLAN),)),
        ("another kind", {A.KIND: (LETTER,)}, PLAN_WITH_WOUND, None),
        (
            "category",
            {A.CATEGORY: ("assistive-devices",)},
            LETTER_ABOUT_AIDS,
            (Match(A.CATEGORY, "assistive-devices"),),
        ),
        ("a plan has no category", {A.CATEGORY: ("medicine",)}, PLAN_WITH_WOUND, None),
        ("subject", {A.SUBJECT: ("plejeforløb",)}, LETTER_ABOUT_AIDS, (Match(A.SUBJECT, "plejeforløb"),)),
        ("subject is not the text", {A.SUBJECT: ("lift",)}, LETTER_ABOUT_AIDS, None),
        ("area that is answered", {A.AREA: ("nursing_c",)}, PLAN_WITH_WOUND, (Match(A.AREA, "nursing_c"),)),
        ("area of spaces is not", {A.AREA: ("nursing_d",)}, PLAN_WITH_WOUND, None),
        ("word in whatever case", {A.WORD: ("lift",)}, LETTER_ABOUT_AIDS, (Match(A.WORD, "lift"),)),
        ("words over two blanks", {A.WORD: ("seng og lift",)}, LETTER_ABOUT_AIDS, (Match(A.WORD, "seng og lift"),)),
        ("a word's beginning", {A.WORD: ("fald",)}, PLAN_WITH_WOUND, (Match(A.WORD, "fald"),)),
        ("not a word's end", {A.WORD: ("sår",)}, PLAN_WITH_WOUND, None),
        ("a code is no word", {A.WORD: ("assistive",)}, LETTER_ABOUT_AIDS, None),
        ("the unit that has them", {A.HOLDER: ("team-nord",)}, LETTER_ABOUT_AIDS, (Match(A.HOLDER, "team-nord"),)),
        ("another unit", {A.HOLDER: ("team-syd",)}, LETTER_ABOUT_AIDS, None),
        (
            "one of each",
            {A.KIND: (LETTER,), A.WORD: ("rollator", "lift")},
            LETTER_ABOUT_AIDS,
            (Match(A.KIND, LETTER), Match(A.WORD, "lift")),
        ),
        ("all must fit", {A.KIND: (LETTER,), A.WORD: ("rollator",)}, LETTER_ABOUT_AIDS, None),
    ],
)
def test_what_a_document_falls_under(
    what: str, conditions: Conditions, document: Incoming, fits: tuple[Match, ...] | None
) -> None:
    assert matches(conditions, document) == fits, what


@pytest.mark.parametrize(
    ("what", "rules", "falls_under"),
    [
        ("the first that fits", [rule(1, {A.KIND: (LETTER,)}), rule(2), rule(3)], 2),
        ("switched off", [rule(1, begins=None), rule(2)], 2),
        ("from tomorrow", [rule(1, begins=1), rule(2)], 2),
        ("until yesterday: its end is the first day without it", [rule(1, begins=-9, ends=0), rule(2)], 2),
        ("its last day", [rule(1, begins=-9, ends=1), rule(2)], 1),
        ("none", [rule(1, {A.KIND: (LETTER,)})], None),
    ],
)
def test_the_first_that_is_on_and_fits_holds(what: str, rules: list[UnitSortingRule], falls_under: int | None) -> None:
    match = first_match(rules, PLAN_WITH_WOUND, on=TODAY)
    assert (match[0].id if match else None) == falls_under, what


ANY_PLAN = {A.KIND: (PLAN,)}


@pytest.mark.parametrize(
    ("what", "rules", "shadowed"),
    [
        ("after one that takes everything", [rule(1), rule(2, ANY_PLAN)], {2: (1,)}),
        ("before it", [rule(1, ANY_PLAN), rule(2)], {}),
        ("the same", [rule(1, ANY_PLAN), rule(2, ANY_PLAN)], {2: (1,)}),
        ("one asks for more", [rule(1, {**ANY_PLAN, A.WORD: ("sår",)}), rule(2, ANY_PLAN)], {}),
        ("a word within a word", [rule(1, {A.WORD: ("fald",)}), rule(2, {A.WORD: ("faldt om",)})], {2: (1,)}),
        ("two words, one of them free", [rule(1, {A.WORD: ("fald",)}), rule(2, {A.WORD: ("faldt", "sår")})], {}),
        ("a switched off one takes nothing", [rule(1, begins=None), rule(2)], {}),
        ("a switched off one is warned of", [rule(1), rule(2, begins=None)], {2: (1,)}),
        ("one that is over takes nothing", [rule(1, begins=-9, ends=0), rule(2)], {}),
        ("one that is over is not warned of", [rule(1), rule(2, begins=-9, ends=0)], {}),
        ("until the other ends", [rule(1, ends=5), rule(2)], {}),
        ("both end", [rule(1, ends=5), rule(2, ends=5)], {2: (1,)}),
        ("before the other begins", [rule(1, begins=3), rule(2)], {}),
        ("one takes over from another", [rule(1, ends=5), rule(2, begins=5), rule(3)], {3: (1, 2)}),
        (
            "two take it in parts",
            [rule(1, ANY_PLAN), rule(2, {A.KIND: (LETTER,)}), rule(3, {A.KIND: (PLAN, LETTER)})],
            {3: (1, 2)},
        ),
        (
            "who asks for a category speaks of letters",
            [rule(1, {A.KIND: (LETTER,)}), rule(2, {A.CATEGORY: ("medicine",)})],
            {2: (1,)},
        ),
        ("one that fits nothing shadows nothing", [rule(1, {**ANY_PLAN, A.CATEGORY: ("other",)}), rule(2)], {}),
        (
            "too many to combine: said of one taker only",
            [rule(1, ANY_PLAN), rule(2, {**ANY_PLAN, A.AREA: AREAS, A.WORD: tuple(f"ord{n}" for n in range(200))})],
            {2: (1,)},
        ),
        (
            "too many to combine: in parts nothing is said",
            [
                rule(1, {A.WORD: ("ord",), A.AREA: AREAS[:5]}),
                rule(2, {A.WORD: ("ord",), A.AREA: AREAS[5:]}),
                rule(3, {A.WORD: tuple(f"ord{n}" for n in range(900)), A.AREA: AREAS}),
            ],
            {},
        ),
    ],
)
def test_a_rule_that_nothing_can_reach(
    what: str, rules: list[UnitSortingRule], shadowed: dict[int, tuple[int, ...]]
) -> None:
    assert shadowed_by(rules, TODAY) == shadowed, what


@pytest.mark.parametrize(
    ("conditions", "never"),
    [
        ({}, False),
        ({A.KIND: (PLAN,), A.CATEGORY: ("other",)}, True),
        ({A.KIND: (PLAN, LETTER), A.CATEGORY: ("other",)}, False),
        ({A.KIND: (LETTER,), A.AREA: ("nursing_c",)}, True),
        ({A.SUBJECT: ("sår",), A.AREA: ("nursing_c",)}, True),
    ],
)
def test_a_rule_that_asks_what_no_kind_holds(conditions: Conditions, never: bool) -> None:
    assert never_fits(conditions) is never


def test_what_is_empty_is_not_asked() -> None:
    assert options_of({"word": ["sår"], "kind": [PLAN], "subject": []}) == {A.KIND: (PLAN,), A.WORD: ("sår",)}
    assert units_asked([{A.HOLDER: ("a", "b")}, {}]) == {"a", "b"}


def test_signs_in_a_phrase_are_only_signs() -> None:
    assert is_in("p.n.", "Panodil P.N. ved smerter")
    assert not is_in("p.n.", "pan")
