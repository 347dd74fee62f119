"""What was shared in one journey."""

from discharge.agreement.selectors import kept_story
from discharge.knowledge.rules import Knowledge, knowledge_of
from journeys.models import Journey


def knowledge_in(journey: Journey) -> Knowledge:
    """As whoever asks may read it."""
    return knowledge_of(kept_story(journey))
