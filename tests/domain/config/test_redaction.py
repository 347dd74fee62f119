"""No CPR number in a log line. The numbers are invented: born before 1960, failing modulus 11."""

import io
import logging
import logging.config

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from config.logs.logging import logging_settings
from config.logs.redaction import redact, redact_text


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


CPR_FORMS = [
    "251248–9996", "251248‑9996", "251248\u00a09996", "251248\u202f9996", "251248  9996", "251248\t9996", "251248_9996",
    "251248/9996", "251248%2D9996", "251248%2d9996", "251248%209996", "251248+9996", "251248%252D9996",
    "251248%E2%80%939996", "%20251248-9996", "251248\\u20139996", "251248&ndash;9996", "25 12 48 9996", "25-12-48-9996",
    "25 12 48 99 96", "251248 99 96", "2 5 1 2 4 8 9 9 9 6", "2512489996",
]  # fmt: skip


@pytest.mark.parametrize("form", CPR_FORMS)
def test_d22_a_number_is_masked_however_it_is_written(form: str) -> None:
    text = redact_text(f"Not Found: /soeg/{form}/")
    assert text.endswith("-••••/")
    assert "96" not in text[-12:]


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-28 20:25:18",
        "2026-11-27T20:25:18.123456Z",
        "[27/Nov/2026:20:03:11 +0000]",
        "28-11-2026 kl. 14.05",
        "tlf. 00 00 12 34",
        "127.0.0.1:8000 10.0.0.1",
        "3f2504e0-4f89-1234-9a0c-030512345678",
        "12345612-1234-1234-1234-123456781234",
    ],
)
def test_d22_times_addresses_and_ids_stay(line: str) -> None:
    assert redact_text(line) == line


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
