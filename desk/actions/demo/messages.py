"""Letters of the demo that come by message from other systems, through the same intake as real ones."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from desk.actions.demo.gateway import come, party
from desk.actions.demo.hours import in_the_day
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from medcom.models import Letter
from medcom.parsing.building.letter_bundle import LetterLink, LetterText, LetterToSend, build_letter
from medcom.parsing.building.notification_bundle import BundlePerson, seeded_ids
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.types import Json
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation, User

# Of how many journeys a letter comes: enough to meet one, few enough to read.
_MOST = 6
_TEXTS = (
    ("Vedr. hjælpemidler", "assistive-devices", "Kørestolen er bestilt og leveres i hjemmet i morgen formiddag."),
    ("Vedr. medicin", "medicine", "Borgeren har medicin hjemme til tre dage. Vil I sende recept på resten?"),
    ("Vedr. hjemkomst", "discharge", "Datteren kan hente. Giv os besked, når tidspunktet er aftalt."),
)
_QUESTION = "Er der nogen, der kan tage imod i hjemmet den første aften?"


def letters_come(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """Letters of municipalities to the wards of their citizens, and one about a citizen who lies nowhere here."""
    if Letter.objects.exists():
        return 0
    lying = Journey.objects.current().filter(
        **{f"{end}__{number}__isnull": False for end in ("ward", "municipality") for number in ("sor", "gln")},
        status__in=[status.value for status in IN_HOSPITAL],
        municipal_services=True,
        unconfirmed=False,
        ward_id__in=list(actors),
        admitted_at__lt=now - timedelta(hours=20),
        citizen__cpr__isnull=False,
    )
    meant = lying.select_related("citizen", "ward", "municipality").order_by("admitted_at", "pk")[:_MOST]
    for index, journey in enumerate(meant):
        _of_journey(journey, index, now=now)
    return len(meant) + _of_nobody(actors, now=now)


def _of_journey(journey: Journey, index: int, *, now: datetime) -> None:
    if journey.ward is None or journey.municipality is None or journey.admitted_at is None:
        raise TypeError(journey)
    at = min(in_the_day(journey.admitted_at + timedelta(hours=15)), now - timedelta(hours=1))
    person = BundlePerson(journey.citizen.cpr or "", journey.citizen.family_name, (journey.citizen.given_names,))
    topic, category, text = _TEXTS[index % len(_TEXTS)]
    texts = (_QUESTION, text) if index % 2 else (text,)
    sender, receiver = party(journey.municipality), party(journey.ward)
    come(_letter(sender, receiver, person, topic, category, texts, at, seed=9_000 + index), at)


def _of_nobody(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """A letter that fits no journey: it waits on the list of whoever it was sent to."""
    numbered = Organisation.objects.filter(sor__isnull=False, gln__isnull=False)
    wards = numbered.filter(kind=OrganisationKind.WARD.value).in_bulk(actors)
    sender = numbered.filter(kind=OrganisationKind.MUNICIPALITY.value).order_by("name").first()
    receiver = next((wards[unit] for unit in actors if unit in wards), None)
    if sender is None or receiver is None:
        return 0
    at = now - timedelta(hours=3)
    person = BundlePerson("2512489996", "Berggren", ("Nancy", "Ann", "Test"))
    text = "Borgeren siger at være ringet op om en tid hos jer. Vi kan ikke se nogen indkaldelse."
    about = (person, "Vedr. indkaldelse", "outpatient", (text,))
    come(_letter(party(sender), party(receiver), *about, at, seed=9_900), at)
    return 1


def _letter(
    sender: MessageOrganization,
    receiver: MessageOrganization,
    person: BundlePerson,
    topic: str,
    category: str,
    texts: tuple[str, ...],
    at: datetime,
    *,
    seed: int,
) -> Json:
    """The last text is the letter's own; the one before it was the receiver's question, a day earlier."""
    ids = seeded_ids(seed)
    parts = [
        LetterText(
            id=ids(),
            text=text,
            at=at - timedelta(hours=20 * (len(texts) - 1 - index)),
            name="Kim Prøve Poulsen" if index == len(texts) - 1 else "Rikke Prøve Lund",
            role="Visitator" if index == len(texts) - 1 else "Sygeplejerske",
            phone="00000000",
            organisation=sender if index == len(texts) - 1 else receiver,
        )
        for index, text in enumerate(texts)
    ]
    links: list[LetterLink] = []
    for part in parts:
        links.append(
            LetterLink(
                message_id=ids(),
                provenance_id=ids(),
                activity="reply-message" if links else "new-message",
                at=part.at,
                sender=part.organisation,
                sources=(part.id,),
                previous=links[-1].message_id if links else None,
            )
        )
    letter = LetterToSend(
        thread=UUID(ids()),
        patient=person,
        sender=sender,
        receiver=receiver,
        category=category,
        topic=topic,
        texts=parts,
        links=links,
    )
    return build_letter(letter, now=at, ids=ids)
