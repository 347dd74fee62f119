"""Letters that were released a moment ago, to a house that reads in a system of its own: ``… letters COUNT``."""

import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from discharge.channel.rules.channel import ChannelDocument as Code  # noqa: E402
from medcom.domain.sending import Carrier  # noqa: E402
from medcom.models import Counterpart  # noqa: E402
from tests.actors import make_actors  # noqa: E402
from tests.desk.documents.messages.test_by_message import named  # noqa: E402
from tests.documents.test_sending import lying  # noqa: E402
from tests.documents.writing import send, written  # noqa: E402

OF_A_JOURNEY = 10


def seed(count: int) -> None:
    """A few to each journey: what a sending costs grows with its journey."""
    actors, then = make_actors(), timezone.now() - timedelta(minutes=1)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    Counterpart.objects.create(
        organisation=actors.municipality, receives=Carrier.FHIR.value, since=then - timedelta(hours=1)
    )
    for first in range(0, count, OF_A_JOURNEY):
        journey = lying(actors)
        for number in range(first, min(first + OF_A_JOURNEY, count)):
            said = {"text": f"Brev {number}", "contact_phone": "87654321"}
            document = written(journey, actors.nurse, Code.CORRESPONDENCE, **said)
            send(journey, document, actors.nurse, actors.municipality.pk, now=then, decided=True)


if __name__ == "__main__":
    seed(int(sys.argv[1]))
