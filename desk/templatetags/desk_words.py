"""Words of the access log for templates."""

from django import template

from desk.sentences import LOOKS, PURPOSES

register = template.Library()


@register.filter
def look_word(action: str) -> str:
    """What was done."""
    return str(LOOKS.get(action, action))


@register.filter
def purpose_word(purpose: str) -> str:
    """On what ground."""
    return str(PURPOSES.get(purpose, purpose))
