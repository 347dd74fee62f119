"""No CPR number in a log line. The numbers are invented: born before 1960, failing modulus 11."""

import io
import logging
import logging.config

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from config.log import logging_settings
from config.redaction import redact, redact_text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cpr 0203451234 found", "cpr 020345-•••• found"),
        ("cpr 020345-1234.", "cpr 020345-••••."),
        ("020345 1234", "020345-••••"),
        ("gln 5790000120314", "gln 5790000120314"),
        ("sor 441211000016002", "sor 441211000016002"),
        ("2026-05-14T12:00:00+02:00", "2026-05-14T12:00:00+02:00"),
        ("urn:oid:1.2.208.176.1.2", "urn:oid:1.2.208.176.1.2"),
    ],
)
def test_only_what_looks_like_a_cpr_is_masked(line: str, expected: str) -> None:
    assert redact_text(line) == expected


def test_values_are_masked_at_any_depth() -> None:
    found = redact({"a": [{"b": ("020345-1234", 203451234, 2203451234)}]})
    assert found == {"a": [{"b": ["020345-••••", 203451234, "220345-••••"]}]}


def test_other_objects_are_masked_in_their_words() -> None:
    assert redact(ValueError("bad cpr 020345-1234")) == "bad cpr 020345-••••"


@given(day=st.integers(1, 71), month=st.integers(1, 12), year=st.integers(0, 99), serial=st.integers(0, 9999))
def test_no_serial_survives(day: int, month: int, year: int, serial: int) -> None:
    date = f"{day:02}{month:02}{year:02}"
    for joint in ("", "-", " ", "."):
        assert redact_text(f"<{date}{joint}{serial:04}>") == f"<{date}-••••>"


@pytest.mark.parametrize("json_lines", [True, False])
@pytest.mark.parametrize("through", ["structlog", "logging", "traceback"])
def test_a_whole_line_is_masked(json_lines: bool, through: str) -> None:
    stream = io.StringIO()
    settings = logging_settings(level="INFO", json_lines=json_lines)
    handler = logging.StreamHandler(stream)
    configurator = logging.config.DictConfigurator(settings)  # type: ignore[attr-defined]
    handler.setFormatter(configurator.configure_formatter(settings["formatters"]["redacted"]))
    name = f"redaction-{through}-{json_lines}"
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    logger.setLevel("INFO")
    if through == "structlog":
        structlog.get_logger(name).info("seen", citizen="020345-1234")
    elif through == "logging":
        logger.info("seen %s", "020345-1234")
    else:
        try:
            raise ValueError("020345-1234")
        except ValueError:
            logger.exception("failed")
    assert "020345-••••" in stream.getvalue()
    assert "1234" not in stream.getvalue()
