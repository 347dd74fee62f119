"""No citizen in error texts or notification facts (DESIGN §6)."""

import pytest

from notifications.domain.redaction import ERROR_LENGTH, check_facts, redacted_error


@pytest.mark.parametrize("written", ["0207479995", "020747-9995", "020747 9995"])
def test_an_error_shows_no_cpr_number(written: str) -> None:
    assert redacted_error(LookupError(f"no citizen {written} here")) == "LookupError: no citizen ••••••-•••• here"


def test_an_error_shows_only_its_first_line() -> None:
    assert redacted_error(ValueError("duplicate key\nDETAIL: Key (name)=(Ida)")) == "ValueError: duplicate key"


def test_a_long_error_is_cut() -> None:
    assert len(redacted_error(ValueError("x" * 1000))) == ERROR_LENGTH


def test_a_longer_number_is_not_a_cpr_number() -> None:
    assert "5790000123456" in redacted_error(ValueError("gln 5790000123456"))


@pytest.mark.parametrize("facts", [{"family_name": "Holm"}, {"cpr": None}, {"place": "stue 020747-9995"}])
def test_facts_may_not_name_a_citizen(facts: dict[str, str | None]) -> None:
    with pytest.raises(ValueError, match="identifies a citizen"):
        check_facts(facts)


@pytest.mark.parametrize("moment", ["2026-11-27T19:41:56.080553+00:00", "2026-11-27T19:41:56.010190Z", "2026-11-27"])
def test_a_moment_is_no_cpr_number_whatever_its_fractions_are(moment: str) -> None:
    """One of thirty acts by hand fell on such a fraction, and nobody was told of it."""
    check_facts({"at": moment})


def test_a_moment_hides_nothing_behind_it() -> None:
    with pytest.raises(ValueError, match="identifies a citizen"):
        check_facts({"at": "2026-11-27 020747-9995"})


def test_facts_may_name_places_and_times() -> None:
    check_facts({"place": "Hospitalet, M4", "at": "2026-05-14T10:30:00+02:00", "ended": True})
