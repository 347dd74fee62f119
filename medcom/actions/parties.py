"""Finds the organisations that a message names, and registers unknown ones where that is the rule (DESIGN §4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from journeys.domain.history.contacts import are_two
from medcom.domain.events import Places
from medcom.domain.identifiers import MessageParty, party_of
from medcom.domain.letters import IncomingLetter
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.messages.notification import HospitalNotification
from medcom.parsing.problems.problem import Problem
from organisations.actions.organisations import register_organisation
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation
from organisations.selectors.organisations import municipality_with_code, organisation_by_identifiers

# Whose municipality a receiver stands for: its own house, also when nobody has said what kind of house it is.
_MUNICIPAL = MUNICIPAL_KINDS | {OrganisationKind.OTHER}


class Unknown(StrEnum):
    """What happens to a message from or to an organisation that nobody has heard of."""

    REFUSE = "refuse"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class MessageParties:
    """The sender and the places of a notification; without them the problems say why it is refused."""

    problems: tuple[Problem, ...]
    sender: Organisation | None = None
    places: Places | None = None
    # Every unit that was found, and the houses that they belong to.
    units: tuple[Organisation, ...] = ()


class Contradiction(Exception):
    """SOR number and GLN belong to two different organisations."""


def default_rule() -> Unknown:
    """The rule of this installation (MEDCOM_UNKNOWN_ORGANISATIONS)."""
    return Unknown(settings.MEDCOM_UNKNOWN_ORGANISATIONS)


def parties_of(notification: HospitalNotification, *, unknown: Unknown) -> MessageParties:
    """Sender, receiver, service provider and recipient of the report, as organisations of ours."""
    named = (notification.receiver, notification.sender, notification.service_provider, notification.report_recipient)
    known = _Directory([each for each in named if each is not None])
    problems: list[Problem] = []
    receiver = _messaging_party(notification.receiver, "receiver", unknown, known, problems)
    sender = _messaging_party(notification.sender, "sender", unknown, known, problems)
    if sender is None or receiver is None:
        return MessageParties(tuple(problems))
    if _is_no_hospital(sender):
        # Only a hospital tells what happens in a hospital: nobody ends what it pays for (DESIGN §6).
        return MessageParties((*problems, Problem("intake.sender_no_hospital", "Bundle.entry[0].resource.sender")))
    provider = _provider(notification.service_provider, sender, unknown, known, problems)
    if are_two(_house(provider), _house(sender)):
        # A hospital tells what happens in its own house; of another one nobody has asked it.
        path = "Bundle.entry.resource.ofType(Encounter).serviceProvider"
        return MessageParties((*problems, Problem("intake.provider_other_house", path)))
    recipient = _report_recipient(notification.report_recipient, unknown, known, problems)
    places = Places(
        provider=str(provider.pk),
        hospital=str(provider.root_id or provider.pk),
        municipality=_municipality(receiver),
        report_recipient=str(recipient.pk) if recipient else None,
        house=_house(sender),
    )
    return MessageParties(tuple(problems), sender, places, known.units)


@dataclass(frozen=True, slots=True)
class LetterParties:
    """Who writes to whom; without both the problems say why it is refused."""

    problems: tuple[Problem, ...]
    sender: Organisation | None = None
    receiver: Organisation | None = None


def letter_parties_of(letter: IncomingLetter, *, unknown: Unknown) -> LetterParties:
    """Sender and receiver of a letter as organisations of ours: hospitals, municipalities and practices write."""
    known = _Directory([letter.receiver, letter.sender])
    problems: list[Problem] = []
    receiver = _messaging_party(letter.receiver, "receiver", unknown, known, problems)
    sender = _messaging_party(letter.sender, "sender", unknown, known, problems)
    return LetterParties(tuple(problems), sender, receiver)


def find(named: MessageOrganization) -> Organisation | None:
    """The organisation with this SOR number or GLN; raises Contradiction when they belong to two."""
    return _Directory([named]).find(named)


class _Directory:
    """What we know of the organisations that one message names, asked for once."""

    def __init__(self, named: Iterable[MessageOrganization]) -> None:
        parties = [party_of(each) for each in named]
        wanted = Q(sor__in={party.sor for party in parties if party.sor})
        wanted |= Q(gln__in={party.gln for party in parties if party.gln})
        known = list(Organisation.objects.select_related("root").filter(wanted).order_by())
        self._by_sor = {organisation.sor: organisation for organisation in known if organisation.sor}
        self._by_gln = {organisation.gln: organisation for organisation in known if organisation.gln}

    @property
    def units(self) -> tuple[Organisation, ...]:
        """Those that are known, and the houses that they belong to."""
        found = (*self._by_sor.values(), *self._by_gln.values())
        return (*found, *(unit.root for unit in found if unit.root is not None))

    def find(self, named: MessageOrganization) -> Organisation | None:
        """Raises Contradiction when SOR number and GLN belong to two."""
        party = party_of(named)
        by_sor, by_gln = self._by_sor.get(party.sor or ""), self._by_gln.get(party.gln or "")
        if by_sor is not None and by_gln is not None and by_sor != by_gln:
            raise Contradiction
        return by_sor or by_gln

    def find_or_none(self, named: MessageOrganization | None) -> Organisation | None:
        """As `find`; nobody named and contradicting numbers are nobody known."""
        try:
            return self.find(named) if named is not None else None
        except Contradiction:
            return None

    def add(self, organisation: Organisation | None) -> Organisation | None:
        """Remembers one that was registered on the way."""
        if organisation is not None:
            self._by_sor.setdefault(organisation.sor or "", organisation)
            self._by_gln.setdefault(organisation.gln or "", organisation)
        return organisation


def _messaging_party(
    named: MessageOrganization, role: str, unknown: Unknown, known: _Directory, problems: list[Problem]
) -> Organisation | None:
    path = f"Bundle.entry[0].resource.{'sender' if role == 'sender' else 'destination.receiver'}"
    try:
        found = known.find(named)
    except Contradiction:
        problems.append(Problem(f"intake.{role}_contradiction", path))
        return None
    party = party_of(named)
    if found is None and unknown is Unknown.REGISTER and party.sor and party.gln:
        found = known.add(_register_sender(party) if role == "sender" else _register_receiver(party))
    if found is None:
        problems.append(Problem(f"intake.{role}_unknown", path))
    return found


def _provider(
    named: MessageOrganization | None,
    sender: Organisation,
    unknown: Unknown,
    known: _Directory,
    problems: list[Problem],
) -> Organisation:
    """The service provider needs a SOR number only (SPEC A2); an unknown one does not cost the message."""
    found = known.find_or_none(named)
    if found is None and named is not None and unknown is Unknown.REGISTER and party_of(named).sor:
        parent = sender.root if OrganisationKind(sender.kind) in HOSPITAL_KINDS else None
        found = known.add(_register(party_of(named), OrganisationKind.DEPARTMENT, parent))
    if found is None and named is not None:
        problems.append(Problem("intake.provider_unknown", "Bundle.entry.resource.ofType(Encounter).serviceProvider"))
    return found or sender


def _report_recipient(
    named: MessageOrganization | None, unknown: Unknown, known: _Directory, problems: list[Problem]
) -> Organisation | None:
    found = known.find_or_none(named)
    if found is None and named is not None and unknown is Unknown.REGISTER and party_of(named).sor:
        found = known.add(_register(party_of(named), OrganisationKind.DEPARTMENT, None))
    if found is None and named is not None:
        problems.append(Problem("intake.report_recipient_unknown", "Bundle.entry[0].resource.extension"))
    return found


def _house(sender: Organisation) -> str | None:
    """The hospital of a sender; of a department that a message brought nobody has said whose it is."""
    is_hospital = OrganisationKind(sender.kind) is OrganisationKind.HOSPITAL
    return str(sender.root_id or sender.pk) if sender.root_id or is_hospital else None


def _is_no_hospital(sender: Organisation) -> bool:
    """Whether the sender is known to be something else; of what nobody has said it is not known."""
    return OrganisationKind(sender.kind) not in HOSPITAL_KINDS | {OrganisationKind.OTHER}


def _municipality(receiver: Organisation) -> str | None:
    top = receiver.root or receiver
    return str(top.pk) if OrganisationKind(top.kind) in _MUNICIPAL else None


def _register_sender(party: MessageParty) -> Organisation | None:
    return _register(party, OrganisationKind.DEPARTMENT, None)


def _register_receiver(party: MessageParty) -> Organisation | None:
    """A unit of the municipality whose code it states; else a municipality by its name, or a house of its own."""
    municipality = municipality_with_code(party.municipality_code) if party.municipality_code else None
    if municipality is not None:
        return _register(party, OrganisationKind.MUNICIPAL_UNIT, municipality)
    named_so = party.municipality_code is not None or "kommune" in party.name.lower()
    return _register(party, OrganisationKind.MUNICIPALITY if named_so else OrganisationKind.MUNICIPAL_UNIT, None)


def _register(party: MessageParty, kind: OrganisationKind, parent: Organisation | None) -> Organisation | None:
    """An unverified row for the administrator to look at; somebody else may have been faster."""
    try:
        with transaction.atomic():
            return register_organisation(
                name=party.name,
                kind=kind,
                parent=parent,
                sor=party.sor,
                gln=party.gln,
                municipality_code=party.municipality_code,
                region_code=party.region_code,
            )
    except (InvalidOrganisation, IntegrityError):
        return organisation_by_identifiers(sor=party.sor, gln=party.gln)
