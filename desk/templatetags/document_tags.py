"""Words of documents in templates."""

from django import template

from discharge.wording.sentences import sentence
from documents.domain.declaring import Text
from documents.sentences import in_language as words_in_language
from journeys.domain.verdicts import Verdict

register = template.Library()


@register.filter
def in_language(text: Text) -> str:
    """Danish or English."""
    return words_in_language(text)


@register.filter
def verdict_words(verdict: Verdict) -> str:
    """What a verdict says."""
    return sentence(verdict)
