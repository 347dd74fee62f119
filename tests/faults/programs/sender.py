"""A gateway that sends while the house burns, each message until it is answered and once more: ``… sender COUNT``."""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

import django

django.setup()

from django.db import Error, close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from medcom.actions.intake import receive  # noqa: E402
from medcom.domain.states import Door  # noqa: E402
from medcom.parsing.building.builder import BundlePerson, Episode, MessageOrganization  # noqa: E402
from medcom.parsing.codes import ResponseCode  # noqa: E402
from tests.factories.journeys import invented_cpr  # noqa: E402
from tests.factories.organisations import fictitious_gln, fictitious_sor  # noqa: E402

PAUSE_SECONDS = 0.05
FHIR = "application/fhir+json"


def send_all(count: int) -> None:
    """Send the admissions of `count` citizens, each of them twice: a gateway that lost the answer does that."""
    for number in range(count):
        episode = _episode(number)
        bundle = episode.admit(at=timezone.now())
        for _ in range(2):
            while not _answered(bundle):
                time.sleep(PAUSE_SECONDS)
                bundle = episode.resend(sent_at=timezone.now())
            bundle = episode.resend(sent_at=timezone.now())
        time.sleep(PAUSE_SECONDS)


def _episode(number: int) -> Episode:
    patient = BundlePerson(cpr=invented_cpr(number), family_name="Prøve", given_names=("Karen",))
    return Episode(patient=patient, sender=_organisation(900_001), receiver=_organisation(900_002), seed=number)


def _organisation(serial: int) -> MessageOrganization:
    return MessageOrganization(sor=fictitious_sor(serial), gln=fictitious_gln(serial % 100_000), name=f"Enhed {serial}")


def _answered(bundle: Mapping[str, Any]) -> bool:
    """Whether the answer was ok; without one, or with "try again", the gateway sends again."""
    close_old_connections()
    body = json.dumps(bundle).encode()
    try:
        message = receive(body, content_type=FHIR, door=Door.GATEWAY, now=timezone.now())
    except Error:
        return False
    assert message.answer_code != ResponseCode.FATAL_ERROR, message.problems
    return message.answer_code == ResponseCode.OK


if __name__ == "__main__":
    send_all(int(sys.argv[1]))
