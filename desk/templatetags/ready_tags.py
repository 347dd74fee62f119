"""The panels of readiness, agreement and barriers, built where a template shows them."""

from typing import Any

from django import template

from desk.selectors.page.journey import JourneyPage
from desk.selectors.panels.agreement import AgreementPanel, agreement_panel
from desk.selectors.panels.readiness import BarrierView, ReadinessPanel, barrier_views, readiness_panel, shortcuts

register = template.Library()


@register.simple_tag
def ready(page: JourneyPage) -> ReadinessPanel:
    """`{% ready page as ready %}`."""
    return readiness_panel(page.journey, page.events, now=page.now)


@register.simple_tag
def agreement(page: JourneyPage) -> AgreementPanel:
    """`{% agreement page as agreement %}`."""
    return agreement_panel(page.journey, page.events, page.read_marks, now=page.now)


@register.simple_tag
def barriers(page: JourneyPage) -> list[BarrierView]:
    """`{% barriers page as barriers %}`."""
    return barrier_views(page.journey, page.events)


@register.simple_tag
def days_ahead(page: JourneyPage) -> list[tuple[str, Any]]:
    """`{% days_ahead page as days %}`: tomorrow, in three, five and ten days."""
    return list(shortcuts(page.now))
