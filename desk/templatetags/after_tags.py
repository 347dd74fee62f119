"""The panels of the discharge's end, built where a template shows them."""

from collections.abc import Mapping
from typing import Any

from django import template

from desk.selectors.page.journey import JourneyPage
from desk.selectors.panels.discharge import (
    AcutePanel,
    CallView,
    CloseOutPanel,
    LetterPanel,
    acute_panel,
    call_views,
    close_out_panel,
    letter_panel,
)

register = template.Library()


@register.simple_tag
def calls(page: JourneyPage) -> list[CallView]:
    """`{% calls page as calls %}`."""
    return call_views(page.events)


@register.simple_tag
def letter(page: JourneyPage) -> LetterPanel:
    """`{% letter page as letter %}`."""
    return letter_panel(page.journey, reader=page.reader)


@register.simple_tag
def close_out(page: JourneyPage) -> CloseOutPanel:
    """`{% close_out page as close_out %}`."""
    return close_out_panel(page.journey)


@register.simple_tag
def acute(page: JourneyPage) -> AcutePanel:
    """`{% acute page as acute %}`."""
    return acute_panel(page.journey, page.events, state=page.strip.state)


@register.simple_tag
def buttons_for(buttons: Mapping[str, list[Any]], prefix: str, name: str) -> list[Any]:
    """`{% buttons_for buttons "close_out_" condition as row_buttons %}`."""
    return buttons.get(f"{prefix}{name}", [])
