"""Words of documents in templates."""

from datetime import datetime

from django import template

from desk.selectors.documents import sorting_words
from discharge.channel.rules.channel import ChannelDocument
from discharge.wording.sentences import sentence
from documents.domain.declaring import Text
from documents.domain.kinds.correspondence import CATEGORIES
from documents.domain.reading import ReadingTime
from documents.sentences import in_language as words_in_language
from documents.sentences import kind_label
from documents.sentences import reading_words as words_of_reading
from journeys.domain.verdicts import Verdict
from journeys.sentences import moment_words
from medcom.domain.classic.layouts import LAYOUTS
from medcom.models import Letter

register = template.Library()


@register.filter
def in_language(text: Text) -> str:
    """Danish or English."""
    return words_in_language(text)


@register.filter
def verdict_words(verdict: Verdict) -> str:
    """What a verdict says."""
    return sentence(verdict)


@register.filter
def category_words(code: str) -> str:
    """The category of a letter; a code of another time stands as it is."""
    return next((words_in_language(choice.label) for choice in CATEGORIES if choice.code == code), code)


@register.filter
def letter_words(letter: Letter) -> str:
    """What a letter without a journey is called in a list: its category, of a classic one its kind; never nothing."""
    layout = LAYOUTS.get(getattr(letter, "version", ""))
    return category_words(letter.category) or kind_label(layout.document if layout else ChannelDocument.CORRESPONDENCE)


@register.filter
def file_kind(content_type: str) -> str:
    """The type of a file as people call it."""
    return content_type.rpartition("/")[2].upper()


@register.filter
def stored_moment(text: str) -> str:
    """An instant that a message states."""
    return moment_words(text)


@register.filter
def reading_words(reading: ReadingTime, now: datetime) -> str:
    """By when a person has read it."""
    return words_of_reading(reading, now)


@register.filter
def work_words(code: str) -> str:
    """What is to be done with a document."""
    return sorting_words.work_words(code)


@register.filter
def hours_words(hours: int) -> str:
    """In what time."""
    return sorting_words.hours_words(hours)
