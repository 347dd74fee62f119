"""The number of an organisation for the question at hand."""

from django import template

from discharge.responsibility.sentences import line_word
from organisations.domain.phones import Phone, PhonePurpose
from organisations.models import Organisation

register = template.Library()


@register.filter
def line(organisation: Organisation | None, purpose: str) -> Phone:
    """Its phone for a purpose; without one a phone that has no number, which the page says."""
    known = organisation.phone_for(PhonePurpose(purpose)) if organisation else None
    return known or Phone(PhonePurpose.INQUIRIES, "")


@register.filter
def line_name(phone: Phone) -> str:
    """What the number is for, where it is not the ordinary one."""
    return line_word(phone)
