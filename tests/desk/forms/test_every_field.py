"""What a page asks reaches the event: a field that the act's class does not have, or does not say, would be lost."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import SimpleNamespace, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from desk.forms.acting.spec import ActSpec
from desk.forms.acting.table import ACTS
from journeys.actions.acting.stated import StatedAct

# What a form asks of its reader before it saves; the page, its version and its key.
ASKS = frozenset({"sure", "confirmed", "page", "version", "key"})
# What a form itself makes something else of.
MADE: Mapping[str, frozenset[str]] = {
    "place": frozenset({"shared"}),
    "plan-outcome": frozenset({"outcome", "planned_at", "referred_by", "referred_by_name", "referred_by_phone"}),
    "ready": frozenset({"doctor"}),
    "propose-ready-correction": frozenset({"error"}),
}
# Texts that follow with something else (`concluded`, `follow`), or that only some answers have.
SAID_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "medication-responsible": frozenset({"name"}),
    "ready": frozenset({"assessed_title"}),
    "decline-ready-correction": frozenset({"reason"}),
    "question-discharge-time": frozenset({"text"}),
    "start-acute-function": frozenset({"physician"}),
    # A kind of document, or none of them.
    "invite-to-meeting": frozenset({"about"}),
}
STATED = [spec for spec in ACTS if spec.form.does is not None]
VALUES: Mapping[type, Any] = {
    bool: True,
    datetime: datetime(2026, 11, 17, 9, tzinfo=UTC),
    date: date(2026, 11, 17),
}


def class_of(spec: ActSpec) -> type[StatedAct]:
    assert spec.form.does is not None
    return spec.form.does


def filled(hint: Any, name: str) -> Any:
    """A value of that type; a text, and an organisation's id, are the field's name."""
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if hint is str:
        return f"<{name}>"
    if get_origin(hint) is not None:
        return ()
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    return VALUES[hint] if hint in VALUES else SimpleNamespace(pk=f"<{name}>", root_id=None)


@pytest.mark.parametrize("spec", STATED, ids=lambda spec: spec.name)
def test_what_a_page_asks_its_act_has(spec: ActSpec) -> None:
    has = {field.name for field in fields(class_of(spec))} | {spec.form.at_field}
    assert set(spec.form.base_fields) - has - ASKS - MADE.get(spec.name, frozenset()) == set()


@pytest.mark.parametrize("spec", STATED, ids=lambda spec: spec.name)
def test_every_text_of_an_act_stands_in_its_event(spec: ActSpec) -> None:
    act = class_of(spec)
    said = {name: filled(hint, name) for name, hint in get_type_hints(act).items() if name in texts(act)}
    stored = str(act(**said).payload().dump())
    lost = {name for name, value in said.items() if value == f"<{name}>" and value not in stored}
    assert lost == SAID_ELSEWHERE.get(spec.name, frozenset())


def texts(act: type[StatedAct]) -> set[str]:
    return {field.name for field in fields(act)} - {"occurred_at"}
