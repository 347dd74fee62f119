"""Invented classic letters (OIOXML) between the invented ward and home care, written by hand as other systems do."""

from __future__ import annotations

from html import escape
from typing import TypeAlias

from medcom.parsing.envelope import MessageOrganization
from tests.domain.medcom.stays import HOME_CARE, NANCY, WARD

Content: TypeAlias = "str | list[tuple[str, Content]]"
REP = "http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/"
MUNICIPALITY = "urn:oio:medcom:municipality:1.0.3"
# Root, namespace and a few elements of each layout that is read.
ROOTS: dict[str, tuple[str, str]] = {
    "XD1630C": ("ReportOfAdmission", f"{REP}2007/02/01/"),
    "XD1634C": ("ReportOfAdmission", MUNICIPALITY),
    "XD2134C": ("ProgressOfCarePlan", MUNICIPALITY),
    "XD1830C": ("ReportOfDischarge", f"{REP}2007/02/01/"),
    "XD1834C": ("ReportOfDischarge", MUNICIPALITY),
    "XD1930C": ("WarningOfDischarge", f"{REP}2005/08/07/"),
    "XD1934C": ("WarningOfDischarge", MUNICIPALITY),
    "XD9134L": ("ClinicalEmail", f"{REP}2006/07/01/"),
    "XD9135L": ("ClinicalEmail", "http://rep.oio.dk/medcom.dk/xml/schemas/2019/02/19/"),
    "XD0133L": ("DischargeLetter", f"{REP}2005/08/07/"),
    "XD0134L": ("DischargeLetter", "http://rep.oio.dk/medcom.dk/xml/schemas/2018/08/06/"),
    "XB0130X": ("BinaryLetter", f"{REP}2005/08/07/"),
    "GGOP100": ("RehabilitationPlan", "urn:oio:medcom:municipality:1.0.4"),
}
TYPES = {"XD16": "XDIS16", "XD18": "XDIS18", "XD19": "XDIS19", "XD21": "XDIS21", "XD91": "XDIS91", "XD01": "XDIS01"}


def moment(day: str = "2025-03-03", time: str = "09:15") -> Content:
    return [("Date", day), ("Time", time)]


def xml(name: str, content: Content) -> str:
    inner = (
        escape(content).replace("\n", "<Break/>")
        if isinstance(content, str)
        else "".join(xml(each, part) for each, part in content)
    )
    return f"<{name}>{inner}</{name}>"


def party(unit: MessageOrganization, more: Content = "") -> Content:
    names: list[tuple[str, Content]] = [
        ("EANIdentifier", unit.gln or ""),
        ("Identifier", unit.sor or ""),
        ("IdentifierCode", "sorkode"),
        ("OrganisationName", unit.name or ""),
    ]
    return names + (more if isinstance(more, list) else [])


SIGNED: Content = [
    (
        "SignedBy",
        [("PersonGivenName", "Anne"), ("PersonSurnameName", "Test"), ("PersonTitle", "Sygeplejerske")],
    ),
    ("ContactInformation", [("ContactName", "Kontoret"), ("TelephoneSubscriberIdentifier", "87654321")]),
]


def classic(
    version: str,
    content: Content,
    *,
    letter: str = "LET1",
    envelope: str = "ENV1",
    receipt: bool = True,
    sender: MessageOrganization = WARD,
    receiver: MessageOrganization = HOME_CARE,
    cpr: str = NANCY.cpr,
    status: str = "nytbrev",
    episode: str = "",
    at: Content | None = None,
    encoding: str = "UTF-8",
) -> bytes:
    """One letter in its envelope; `content` are the elements after the patient."""
    root, namespace = ROOTS.get(version, ("BookingConfirmation", f"{REP}2005/08/07/"))
    kind = TYPES.get(version[:4], version[:4])
    head: Content = [
        ("Identifier", letter),
        ("VersionCode", version),
        ("StatisticalCode", kind),
        ("Authorisation", at or moment()),
        ("TypeCode", kind),
        ("StatusCode", status),
        *([("EpisodeOfCareIdentifier", episode)] if episode else []),
    ]
    patient: Content = [
        ("CivilRegistrationNumber", cpr),
        ("PersonSurnameName", "Berggren"),
        ("PersonGivenName", "Nancy Ann Test"),
        ("EpisodeOfCareStatusCode", "indlagt"),
    ]
    told = [("Letter", head), ("Sender", party(sender, SIGNED)), ("Receiver", party(receiver)), ("Patient", patient)]
    body: Content = [*told, *(content if isinstance(content, list) else [])]
    asks = "pluspositivkvitt" if receipt else "minuspositivkvitt"
    outer: Content = [("Sent", moment("2025-03-03", "09:20")), ("Identifier", envelope), ("AcknowledgementCode", asks)]
    text = f'<Emessage xmlns="{namespace}">{xml("Envelope", outer)}{xml(root, body)}</Emessage>'
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)


def email(text: str = "Borgeren kommer hjem fredag.", subject: str = "Hjemkomst", **facts: object) -> bytes:
    """A korrespondance."""
    content: Content = [
        ("AdditionalInformation", [("Priority", "rutine"), ("Subject", subject)]),
        ("ClinicalInformation", [("Text01", text)]),
    ]
    return classic("XD9134L", content, **facts)  # type: ignore[arg-type]


def terminology(code: str, system: str, text: str) -> tuple[str, Content]:
    return ("Terminology", [("Code", code), ("CodeSystem", system), ("CodeDescription", text)])


PLAN: Content = [
    ("Relatives", [("Relative", [("RelationCode", "barn"), ("PersonGivenName", "Max"), ("InformedRelative", "1")])]),
    ("Admission", moment("2025-03-01", "10:00")),
    ("AgreedDischarge", moment("2025-03-07", "12:00")),
    ("CauseOfAdmission", "Fald i hjemmet.\nHoften er brækket."),
    ("DietFirst24Hours", [("LunchBox", "1"), ("ShoppingAtDischarge", "0")]),
    (
        "FurtherCoordination",
        [
            ("ScheduleAuxilaries", [("Comment", "Rollator")]),
            ("DischargeConference", [("DischargeDateCode", "forslag"), ("Comment", "På stuen")]),
        ],
    ),
    (
        "ExpectedAbilityToFunctionAtDischarge",
        [
            ("LastModifiedDate", "2025-03-02"),
            (
                "AbilityToFunctionElements",
                [
                    (
                        "AbilityToFunctionElement",
                        [terminology("FA510", "icf", "Vaske sig"), ("Score", "svaere"), ("Comment", "Ryggen")],
                    ),
                    ("AbilityToFunctionElement", [terminology("FA540", "icf", "Klæde sig på"), ("Score", "andet")]),
                ],
            ),
        ],
    ),
    (
        "NursingProblemAreas",
        [("NursingProblemArea", [terminology("C-12345", "medcom", "Hud"), ("ProblemArea", "Tryksår, 2 cm")])],
    ),
    ("SomethingNew", "Ingen kender elementet"),
]
