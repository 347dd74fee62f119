"""Invented stays: MedCom's test persons and organisations, times in March 2025."""

from datetime import UTC, datetime, timedelta

from medcom.parsing.building.builder import BundlePerson, Episode, MessageOrganization

HOUR = timedelta(hours=1)
MONDAY = datetime(2025, 3, 3, 8, tzinfo=UTC)
NANCY = BundlePerson("2512489996", "Berggren", ("Nancy Ann", "Test"), ("Testvej 1",), "8000", "Aarhus C")
WARD = MessageOrganization(sor="265161000016000", gln="5790000209354", name="Hjerteafdelingen")
OTHER_WARD = MessageOrganization(sor="502701000016000", gln="5790002003325", name="Medicinsk afdeling")
HOME_CARE = MessageOrganization(sor="953741000016009", gln="5790001348120", name="Plejecenter Herlev")


def stay(*steps: str, emergency: bool = False, seed: int = 1) -> Episode:
    """An admission on Monday and one step an hour: leave, come_back, discharge, die."""
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=seed)
    episode.admit(at=MONDAY, emergency=emergency)
    for hours, step in enumerate(steps, start=1):
        getattr(episode, step)(at=MONDAY + hours * HOUR)
    return episode


def dead_on_arrival() -> Episode:
    """A stay whose first message is the death."""
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=2)
    episode.die(at=MONDAY)
    return episode


STAYS = {
    "acute": stay(emergency=True),
    "acute, home": stay("discharge", emergency=True),
    "acute, dead": stay("die", emergency=True),
    "inpatient": stay(),
    "on leave": stay("leave"),
    "back from leave": stay("leave", "come_back"),
    "home": stay("discharge"),
    "home from leave": stay("leave", "discharge"),
    "dead": stay("die"),
    "dead on leave": stay("leave", "die"),
    "dead on arrival": dead_on_arrival(),
}
