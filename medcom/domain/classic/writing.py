"""Letters of ours in the classic layouts that are sent: those of which an official schema exists (issue 8).

What a layout has an element for stands in it; all the rest is told in its free text under the labels of our fields,
so that nothing of a letter is lost. A changed part begins with NYT and the day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import DeclaredKind, Field, Form
from documents.domain.kinds import KINDS
from journeys.domain.calendar.clock import in_copenhagen
from medcom.domain.classic.layouts import CORRECTED, LAYOUTS, NEW, Layout
from medcom.domain.lengths import shortened
from medcom.parsing.building.notification_bundle import BundlePerson
from medcom.parsing.oioxml.building import Content, emessage, moment

_REP, _NEWER = "http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/", "http://rep.oio.dk/medcom.dk/xml/schemas/"
_SOR = "sorkode"
_PRIORITIES = {"acute": "Akut", "subacute": "Subakut", "routine": "Rutine"}
_NAME, _LINE, _PHONE, _MOST_SERVICES = 35, 70, 25, 28


@dataclass(frozen=True, slots=True)
class LetterSide:
    """Sender or receiver: `names` are house and unit."""

    ean: str
    sor: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassicToSend:
    """A version for one receiver. `number` is the letter's, 14 signs; `status` that of the citizen's stay."""

    version: str
    number: str
    document: ChannelDocument
    values: Mapping[str, str]
    changed: frozenset[str]
    corrects: bool
    sent_at: datetime
    sender: LetterSide
    receiver: LetterSide
    given_names: str
    family_name: str
    title: str
    phone: str
    patient: BundlePerson
    status: str
    episode: str

    @property
    def layout(self) -> Layout:
        """That of its version."""
        return LAYOUTS[self.version]

    @property
    def kind(self) -> DeclaredKind:
        """What it is in our house."""
        return KINDS[self.document]


def build_classic(letter: ClassicToSend, *, envelope: str, now: datetime) -> str:
    """The message in its first envelope; a receipt is asked for."""
    root, _body = _LAYOUTS[letter.version]
    return emessage(namespace_of(letter.layout, letter.version), envelope, (root, _content(letter)), now=now)


def namespace_of(layout: Layout, version: str) -> str:
    """MedCom moved from one address to another."""
    return f"{_NEWER if version in ('XD9135L', 'XD0134L') else _REP}{layout.schema}/"


def _content(letter: ClassicToSend) -> Content:
    _root, body = _LAYOUTS[letter.version]
    kind = letter.layout.type_code
    head: Content = [
        ("Identifier", letter.number),
        ("VersionCode", letter.version),
        ("StatisticalCode", kind),
        ("Authorisation", moment(letter.sent_at)),
        ("TypeCode", kind),
        ("StatusCode", CORRECTED if letter.corrects else NEW),
        *_present(("EpisodeOfCareIdentifier", letter.episode)),
    ]
    phone = _present(("TelephoneSubscriberIdentifier", letter.phone[:_PHONE]))
    return [
        ("Letter", head),
        ("Sender", [*_side(letter.sender), *phone, *_signed(letter)]),
        ("Receiver", _side(letter.receiver)),
        ("Patient", _patient(letter)),
        *body(letter),
    ]


def _side(side: LetterSide) -> list[tuple[str, Content]]:
    names = [shortened(name, _NAME) for name in side.names]
    return [
        ("EANIdentifier", side.ean),
        ("Identifier", side.sor),
        ("IdentifierCode", _SOR),
        ("OrganisationName", names[0]),
        *(("DepartmentName", name) for name in names[1:2]),
    ]


def _signed(letter: ClassicToSend) -> list[tuple[str, Content]]:
    given, family = shortened(letter.given_names, _NAME), shortened(letter.family_name, _NAME)
    title = ("PersonTitle", shortened(letter.title, _NAME))
    if letter.version == "XD1930C":
        return [("Signatur", [("PersonSurnameName", family), ("PersonGivenName", given), title])]
    if letter.version in ("XD1630C", "XD1830C"):
        return [("SignedBy", [("PersonGivenName", given), ("PersonSurnameName", family), title])]
    return []


def _patient(letter: ClassicToSend) -> list[tuple[str, Content]]:
    given = " ".join(letter.patient.given_names)
    named = [
        ("CivilRegistrationNumber", letter.patient.cpr),
        ("PersonSurnameName", shortened(letter.patient.family_name, _LINE)),
        *_present(("PersonGivenName", shortened(given, _LINE))),
    ]
    with_status = letter.version not in ("XD1630C", "XD1830C")
    return [*named, *([("EpisodeOfCareStatusCode", letter.status)] if with_status else [])]


def _present(*elements: tuple[str, str]) -> list[tuple[str, Content]]:
    return [(name, text) for name, text in elements if text]


# --- Words ----------------------------------------------------------------------------------------------------------


def words(field: Field, value: str) -> str:
    """A value in Danish, as letters are."""
    if field.form is Form.MOMENT:
        return in_copenhagen(datetime.fromisoformat(value)).strftime("%d.%m.%Y kl. %H.%M")
    if field.form is Form.DAY:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    if field.form is Form.YES_NO:
        return "Ja" if value == "yes" else "Nej"
    return next((choice.label[0] for choice in field.choices if choice.code == value), value)


def _told(letter: ClassicToSend, name: str) -> str:
    """One field's words; a changed one says so."""
    value = letter.values.get(name, "")
    text = words(letter.kind.fields[name], value) if value else ""
    return f"{_mark(letter, name)}{text}" if text else ""


def _mark(letter: ClassicToSend, name: str) -> str:
    return f"NYT {in_copenhagen(letter.sent_at):%d.%m.%Y}: " if name in letter.changed else ""


def _rest(letter: ClassicToSend, *taken: str) -> Iterator[tuple[str, str]]:
    """Label and words of every answered field that stands in no element of its own, and of what is said no more."""
    for name, field in letter.kind.fields.items():
        if name not in taken:
            text = _told(letter, name) or (f"{_mark(letter, name)}udgået" if name in letter.changed else "")
            if text:
                yield field.label[0], text


def _text(letter: ClassicToSend, *taken: str) -> str:
    lines = [f"{label}: {text}" for label, text in _rest(letter, *taken)]
    return "\n\n".join([*lines, _signature(letter)])


def _signature(letter: ClassicToSend) -> str:
    name = " ".join(filter(None, (letter.given_names, letter.family_name)))
    phone = f"tlf. {letter.phone}" if letter.phone else ""
    return "\n".join(filter(None, (", ".join(filter(None, (name, letter.title))), letter.sender.names[-1], phone)))


def _moment(letter: ClassicToSend, element: str, name: str) -> list[tuple[str, Content]]:
    value = letter.values.get(name)
    return [(element, moment(datetime.fromisoformat(value)))] if value else []


# --- Layouts --------------------------------------------------------------------------------------------------------


def _email(letter: ClassicToSend) -> list[tuple[str, Content]]:
    subject = letter.values.get("subject", "")
    # What the element cannot hold stands in the text.
    long = f"Emne: {subject}\n\n" if len(subject) > _LINE else ""
    again = "Rettet udgave af vores brev.\n\n" if letter.corrects else ""
    to = letter.values.get("specific_receiver", "")
    head = f"Til: {to}\n\n" if to else ""
    text = f"{again}{long}{head}{letter.values.get('text', '')}\n\n{_signature(letter)}"
    named: Content = [("Subject", shortened(subject, _LINE))]
    return [
        *([("AdditionalInformation", named)] if subject else []),
        ("ClinicalInformation", [("Text01", text)]),
    ]


def _admission_report(letter: ClassicToSend) -> list[tuple[str, Content]]:
    own = ("relatives", "aids", "health", "cause")
    rest = [*_rest(letter, *own), ("Skrevet af", _signature(letter))]
    alone, together = rest[: _MOST_SERVICES - 1], rest[_MOST_SERVICES - 1 :]
    services = [(shortened(label, _LINE), text) for label, text in alone]
    if together:
        services.append(("Øvrige oplysninger", "\n\n".join(f"{label}: {text}" for label, text in together)))
    aids = _told(letter, "aids")
    return [
        *([("Auxiliaries", [("Comment", aids)])] if aids else []),
        ("Services", [("Service", [("ServiceHeadline", label), ("ServiceText", text)]) for label, text in services]),
        *_present(
            ("PatientHealthSummary", _told(letter, "health")),
            ("CauseOfAdmission", _told(letter, "cause")),
            ("InformedRelative", _told(letter, "relatives")),
        ),
    ]


def _discharge_report(letter: ClassicToSend) -> list[tuple[str, Content]]:
    return [
        *_moment(letter, "Admission", "admitted_at"),
        *_moment(letter, "Discharge", "discharge_at"),
        ("ClinicalInformation", _text(letter, *_unchanged(letter, "admitted_at", "discharge_at"))),
    ]


def _ready_notice(letter: ClassicToSend) -> list[tuple[str, Content]]:
    times = {
        "Admission": "admitted_at",
        "PlanConference": "conference_at",
        "EndOfTreatment": "ready_at",
        "PlannedDischarge": "discharge_at",
    }
    return [
        *(element for name, field in times.items() for element in _moment(letter, name, field)),
        ("CareDescription", [("CommentsText", _text(letter, *_unchanged(letter, *times.values())))]),
    ]


def _discharge_letter(letter: ClassicToSend) -> list[tuple[str, Content]]:
    newer = letter.version == "XD0134L"
    times = _unchanged(letter, "admitted_at", "discharged_at")
    priority = _PRIORITIES.get(letter.values.get("follow_up", ""), "") if newer else ""
    own = (*(_unchanged(letter, "follow_up") if priority else ()), *(("recommendation",) if newer else ()))
    recommended = _told(letter, "recommendation")
    return [
        *_moment(letter, "Admission", "admitted_at"),
        *_moment(letter, "Discharge", "discharged_at"),
        *([("ActionPriority", [("ActionPriorityCode", priority)])] if priority else []),
        *([("RecommendedAction", [("Recommendation", recommended)])] if newer and recommended else []),
        ("ClinicalInformation", [("Text01", _text(letter, *times, *own))]),
    ]


def _unchanged(letter: ClassicToSend, *names: str) -> tuple[str, ...]:
    """A time or a code that is new is told in the text as well: an element has no room for the mark."""
    return tuple(name for name in names if name not in letter.changed)


_LAYOUTS: Mapping[str, tuple[str, Callable[[ClassicToSend], list[tuple[str, Content]]]]] = {
    "XD9135L": ("ClinicalEmail", _email),
    "XD9134L": ("ClinicalEmail", _email),
    "XD1630C": ("ReportOfAdmission", _admission_report),
    "XD1830C": ("ReportOfDischarge", _discharge_report),
    "XD1930C": ("WarningOfDischarge", _ready_notice),
    "XD0134L": ("DischargeLetter", _discharge_letter),
    "XD0133L": ("DischargeLetter", _discharge_letter),
}
