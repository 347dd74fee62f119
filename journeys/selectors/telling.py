"""Which parties of a journey are told: the one answer for events, windows and letters (SPEC A3.3 rule 7)."""

from journeys.models import Journey, JourneyParty


def tells_municipality(journey: Journey) -> bool:
    """Only of a citizen who is known to be served by it or to need it."""
    return journey.municipal_services is True


def told_parties(journey: Journey) -> list[JourneyParty]:
    """Every party, the municipality where it is told."""
    parties = JourneyParty.objects.filter(journey=journey)
    return [party for party in parties if party.role != "municipality" or tells_municipality(journey)]
