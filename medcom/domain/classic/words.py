"""Elements of a classic letter in words, for what no field takes: the label of each, and its text (DICTIONARY)."""

from collections.abc import Iterator

from journeys.domain.calendar.clock import in_copenhagen
from medcom.parsing.oioxml.node import XmlNode
from medcom.parsing.oioxml.reading import moment_of

# In Danish, as letters are.
LABELS = {
    "ActionPriority": "Opfølgning hos egen læge",
    "Admission": "Indlagt",
    "Auxiliaries": "Hjælpemidler",
    "BinaryObject": "Vedhæftet fil",
    "CareDescription": "Plejebeskrivelse",
    "CCReceiver": "Kopimodtager",
    "CoWriter": "Medunderskriver",
    "Comment": "Kommentar",
    "ConsentInformed": "Informeret samtykke",
    "ContactCounty": "Spørgsmål til regionen",
    "ContactMunicipality": "Spørgsmål til kommunen",
    "CurrentHospitalContact": "Aktuel sygehuskontakt",
    "Diagnose": "Diagnoser",
    "Diagnoses": "Diagnoser",
    "Discharge": "Udskrevet",
    "EmailAddressIdentifier": "E-mail",
    "EndOfTreatment": "Færdigbehandlet",
    "ExpectedEnd": "Forventet afslutning",
    "ExpectedEndText": "Forventet afslutning",
    "FamilyDoctor": "Egen læge",
    "FinalResult": "Slutstatusmodtager",
    "GPCCReceiver": "Kopi til egen læge",
    "HealthCareTeam": "Behandlende team under indlæggelsen",
    "HospitalAmbulatoryControl": "Aftaler om kontrol og opfølgning",
    "ICFClassifications": "ICF-koder",
    "InformedRelative": "Informeret pårørende",
    "JournalExcerpt": "Uddrag fra journal",
    "Medicine": "Medicin",
    "MotionEvaluation": "Bevægelighed og funktion",
    "NoTelephoneReason": "Ingen telefon: årsag",
    "Occupation": "Stilling",
    "Practitioner": "Egen læge",
    "Received": "Modtaget",
    "Reference": "Bilag",
    "Referral": "Henvisning",
    "RehabilitationDeadline": "Tidsfrist for start af genoptræning",
    "Relative": "Pårørende",
    "Relatives": "Pårørende",
    "Services": "Ydelser",
    "Start": "Start",
    "Treatments": "Behandlinger",
    "TypeOfRehabilitationPlan": "Type af genoptræningsplan",
}
RELATIONS = {
    "uspec_paaroerende": "pårørende",
    "mor": "mor",
    "far": "far",
    "barn": "barn",
    "aegtefaelle": "ægtefælle",
}


def label(name: str) -> str:
    """What an element is called; of one that nobody has described its own name."""
    return LABELS.get(name, name)


def moment_words(node: XmlNode) -> str:
    """A date and a time as people write them; "" where it is none."""
    at = moment_of(node)
    return in_copenhagen(at).strftime("%d.%m.%Y kl. %H.%M") if at else ""


def described(node: XmlNode) -> str:
    """All that stands in an element: one line for each group of single things, blank ones left out."""
    return "\n".join(line for line in _lines(node) if line)


def _lines(node: XmlNode) -> Iterator[str]:
    if not node.children:
        yield node.text
        return
    if when := moment_words(node):
        yield when
        return
    single = [child for child in node.children if not child.children or moment_words(child)]
    yield ", ".join(filter(None, (moment_words(child) or child.text for child in single)))
    for child in node.children:
        if child.children and not moment_words(child):
            lines = list(filter(None, _lines(child)))
            name = LABELS.get(child.name, "")
            yield from ([f"{name}: {lines[0]}", *lines[1:]] if name and lines and name != label(node.name) else lines)


def commented(node: XmlNode, name: str, *parts: str) -> str:
    """A list of things, one a line, each with its parts, and the remark below."""
    lines = [", ".join(filter(None, (each.words(part) for part in parts))) for each in node.all(name)]
    return "\n".join(filter(None, (*lines, node.words("Comment"))))


def relatives(nodes: tuple[XmlNode, ...], remark: str = "") -> str:
    """Each with relation, telephones and whether they are informed, one a line."""
    return "\n".join(filter(None, (*(_relative(each) for each in nodes), remark)))


def _relative(node: XmlNode) -> str:
    name = " ".join(filter(None, (node.words("PersonGivenName"), node.words("PersonSurnameName"))))
    relation = node.words("RelationCode")
    phones = [each.words("TelephoneNumber") for each in node.all("TelephoneSubscriber")]
    phones += [each.words("TelephoneSubscriberIdentifier") for each in node.all("TelephoneSubscriber")]
    phones += [each.words("TelephoneSubscriberIdentifier") for each in node.all("CodedTelephoneSubscriberIdentifier")]
    phones.append(node.words("TelephoneSubscriberIdentifier"))
    informed = {"1": "informeret", "0": "ikke informeret"}.get(node.words("InformedRelative"), "")
    address = ", ".join(filter(None, (node.words(part) for part in ("StreetName", "PostCodeIdentifier"))))
    found = (name, RELATIONS.get(relation, relation), address, *(f"tlf. {each}" for each in phones if each))
    return ", ".join(filter(None, (*found, node.words("EmailAddressIdentifier"), informed)))
