"""From the elements of a classic letter to the fields of its kind, one reader for each element (DICTIONARY 2–8).

A reader that makes nothing of its element leaves it to be shown as it stands: nothing of a letter is lost.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.kinds.shared import ABILITIES, BEFORE, NOW, REMARK
from documents.domain.values import stored_moment
from medcom.domain.classic.words import commented, described, moment_words, relatives
from medcom.parsing.oioxml.node import XmlNode
from medcom.parsing.oioxml.reading import moment_of

Found: TypeAlias = dict[str, str]
Reader: TypeAlias = Callable[[XmlNode], Found]

# The strings that were seen, their likely fellows, and the digits themselves (DICTIONARY 0.5).
_SCORES = {
    "ingen": "0",
    "lette": "1",
    "moderate": "2",
    "svaere": "3",
    "svære": "3",
    "totale": "4",
    "ikke_relevant": "9",
    **{digit: digit for digit in "012349"},
}
_ABILITIES = frozenset(code for code, _area in ABILITIES)
_AREAS = frozenset("abcdefghijk")
_PRIORITIES = {"akut": "acute", "subakut": "subacute", "rutine": "routine"}
_YES = {"1": "yes", "0": "no", "ja": "yes", "nej": "no", "true": "yes", "false": "no"}


def _text(name: str) -> Reader:
    return lambda node: _named(name, described(node))


def _moment(name: str) -> Reader:
    def read(node: XmlNode) -> Found:
        at = moment_of(node)
        return _named(name, stored_moment(at) if at else "")

    return read


def _listed(name: str, child: str, *parts: str) -> Reader:
    return lambda node: _named(name, commented(node, child, *parts))


def _named(name: str, value: str) -> Found:
    return {name: value} if value else {}


def _relatives(node: XmlNode) -> Found:
    return _named("relatives", relatives(node.all("Relative"), node.words("Comment")))


def _relative(node: XmlNode) -> Found:
    return _named("relatives", relatives((node,)))


def _services(node: XmlNode) -> Found:
    lines = (
        ": ".join(filter(None, (each.words("ServiceHeadline"), each.words("ServiceText"))))
        for each in node.all("Service")
    )
    return _named("services", "\n".join(filter(None, (*lines, node.words("Comment")))))


def _abilities(column: str) -> Reader:
    def read(node: XmlNode) -> Found:
        is_no_matter = node.words("AbilityToFunctionRelevance") == "ikke_relevant"
        found = {f"ability_{code.lower()}_{column}": "9" for code in _ABILITIES if is_no_matter}
        for each in node.at("AbilityToFunctionElements").all("AbilityToFunctionElement"):
            found |= _ability(each, column)
        assessed = node.words("LastModifiedDate") or node.words("LastModifiedDate", "Date")
        return found | (_named("ability_assessed_on", assessed[:10]) if found else {})

    return read


def _ability(element: XmlNode, column: str) -> Found:
    code, stated = element.words("Terminology", "Code").upper(), element.words("Score")
    if code not in _ABILITIES:
        return {}
    score = _SCORES.get(stated.lower(), "")
    # A word for a score that is not ours stays a word.
    remark = "; ".join(filter(None, ("" if score or not stated else f"Score: {stated}", element.words("Comment"))))
    name = f"ability_{code.lower()}"
    return _named(f"{name}_{column}", score) | _named(f"{name}_{REMARK}", remark)


def _area(code: str) -> str:
    """The letter before the hyphen; what follows is no national code (DICTIONARY 0.6). "" for no such code."""
    letter = code.partition("-")[0].strip().lower()
    return letter if letter in _AREAS else ""


def _nursing(node: XmlNode) -> Found:
    found: Found = {}
    for each in node.all("NursingProblemArea"):
        letter = _area(each.words("Terminology", "Code"))
        if letter and (text := described(each.at("ProblemArea"))):
            earlier = found.get(f"nursing_{letter}")
            found[f"nursing_{letter}"] = f"{earlier}\n{text}" if earlier else text
    return found


def _diagnoses(node: XmlNode) -> Found:
    """Of any of the three forms: code and text of each, one a line (DICTIONARY 4, 6, 7)."""
    lines: list[str] = []

    def walk(each: XmlNode) -> None:
        code = each.words("DiagnoseCode") or each.words("Code")
        text = each.words("DiagnoseText") or each.words("Text")
        if code:
            kind, at = (
                each.words("DiagnoseDescriptionCode").replace("_", " "),
                moment_words(each.at("DiagnoseDateTime")),
            )
            more = ", ".join(filter(None, (kind, at)))
            lines.append(" ".join(filter(None, (code, text, f"({more})" if more else ""))))
            return
        for child in each.children:
            walk(child)
        if text and not any(child.children for child in each.children):
            lines.append(text)

    walk(node)
    remark = node.words("Text")
    return _named("diagnoses", "\n".join(dict.fromkeys(filter(None, (*lines, remark)))))


def _diet(node: XmlNode) -> Found:
    lunch, shopping = (_YES.get(node.words(name).lower(), "") for name in ("LunchBox", "ShoppingAtDischarge"))
    return _named("diet_lunch_box", lunch) | _named("diet_shopping", shopping)


_COORDINATION = {
    "HomeChanges": "home_changes",
    "ScheduleAuxilaries": "aids",
    "RehabilitationNeeds": "rehabilitation",
    "HomeCareNeeds": "home_nursing",
    "MedicineAdministrationHelp": "medicine_dosing",
    "MedicineConsumptionHelp": "medicine_taking",
    "OtherMunicipalWorkNeeded": "other_efforts",
}


def _coordination(node: XmlNode) -> Found:
    found: Found = {}
    for child in node.children:
        if child.name in _COORDINATION:
            found |= _named(_COORDINATION[child.name], described(child))
    return found | _named("conference", _conference(node.at("DischargeConference")))


def _conference(node: XmlNode) -> str:
    when = moment_words(node) or node.words("Date")
    video = "på video" if node.words("VideoConference") == "1" else ""
    head = ", ".join(filter(None, (node.words("DischargeDateCode"), when, video)))
    return "\n".join(filter(None, (head, node.words("Comment"))))


def _level(node: XmlNode) -> Found:
    text = described(node).lower()
    if "rehabilitering" in text:
        return {"level": "specialised_rehabilitation"}
    if "special" in text:
        return {"level": "specialised"}
    return {"level": "general"} if "alm" in text else {}


def _follow_up(node: XmlNode) -> Found:
    return _named("follow_up", _PRIORITIES.get(node.words("ActionPriorityCode").lower(), ""))


def _consent(node: XmlNode) -> Found:
    return _named("consent", _YES.get(described(node).lower(), ""))


def _control(node: XmlNode) -> Found:
    when = moment_words(node.at("ExpectedStart")) or node.words("ExpectedStartText")
    return _named("control", ", ".join(filter(None, (when, described(node.at("Location"))))))


def _contact(node: XmlNode) -> Found:
    at = moment_of(node.at("Start"))
    return _named("admitted_at", stored_moment(at) if at else "")


_REPORT: Mapping[str, Reader] = {
    "Relatives": _relatives,
    "Relative": _relative,
    "Admission": _moment("admitted_at"),
    "CauseOfAdmission": _text("cause"),
    "NursingProblemAreas": _nursing,
    "RiskOfContagion": _text("contagion"),
    "DietFirst24Hours": _diet,
}
READERS: Mapping[ChannelDocument, Mapping[str, Reader]] = {
    ChannelDocument.ADMISSION_REPORT: {
        "Relatives": _relatives,
        "Auxiliaries": _listed("aids", "Auxiliary", "AuxiliaryText", "AuxiliaryCode"),
        "Services": _services,
        "PatientHealthSummary": _text("health"),
        "CauseOfAdmission": _text("cause"),
        "NursingProblemAreas": _nursing,
        "AbilityToFunction": _abilities(BEFORE),
        "AbilityToFunctionAtAdmission": _abilities(BEFORE),
        "AbilityToFunctionBeforeAdmission": _abilities(BEFORE),
    },
    ChannelDocument.CARE_PATHWAY_PLAN: {
        **_REPORT,
        "ExpectedEndOfTreatment": _moment("expected_ready_at"),
        "AgreedDischarge": _moment("discharge_at"),
        "AgreedDischargeComment": _text("discharge_remark"),
        "ExpectedCourseOfAdmission": _text("course"),
        "FurtherCoordination": _coordination,
        "ExpectedAbilityToFunctionAtDischarge": _abilities(NOW),
    },
    ChannelDocument.DISCHARGE_REPORT: {
        **_REPORT,
        "EndOfTreatment": _moment("ready_at"),
        "Discharge": _moment("discharge_at"),
        "Diagnoses": _diagnoses,
        "ClinicalInformation": _text("course"),
        "AbilityToFunctionAtDischarge": _abilities(NOW),
    },
    ChannelDocument.READY_NOTICE: {
        "Admission": _moment("admitted_at"),
        "PlanConference": _moment("conference_at"),
        "EndOfTreatment": _moment("ready_at"),
        "PlannedDischarge": _moment("discharge_at"),
        "CareDescription": _text("care"),
    },
    ChannelDocument.DISCHARGE_LETTER: {
        "Admission": _moment("admitted_at"),
        "Discharge": _moment("discharged_at"),
        "ActionPriority": _follow_up,
        "Diagnose": _diagnoses,
        "RecommendedAction": _text("recommendation"),
        "ClinicalInformation": lambda node: _named("course", described(node.at("Text01"))),
    },
    ChannelDocument.CORRESPONDENCE: {
        "ClinicalInformation": lambda node: _named("text", described(node.at("Text01"))),
    },
    ChannelDocument.REHABILITATION_PLAN: {
        "TypeOfRehabilitationPlan": _level,
        "RehabilitationNeedAndPotential": _text("need"),
        "RehabilitationDeadline": _text("deadline"),
        "PatientSafetyAspects": _text("safety"),
        "ICD10Diagnoses": _diagnoses,
        "PatientHealthSummary": _text("health"),
        "AbilityAtDischargeSummary": _text("ability_at_discharge"),
        "AbilityAtDischargeExtended": _text("ability_extended"),
        "CurrentHospitalContact": _contact,
        "HospitalAmbulatoryControl": _control,
        "ConsentInformed": _consent,
        "InformationForPatientAndRelatives": _text("told"),
        "PracticalInformation": _text("practical"),
        "Relatives": _relatives,
    },
}
# What a reader turns into something else, or what nobody reads as words.
_CODED = frozenset(
    {
        "AbilityToFunctionRelevance",
        "ActionPriorityCode",
        "Code",
        "CodeDescription",
        "CodeSystem",
        "Date",
        "DiagnoseDescriptionCode",
        "DiagnoseTypeCode",
        "DistrictName",
        "Identifier",
        "IdentifierCode",
        "InformedRelative",
        "LastModifiedDate",
        "LunchBox",
        "RelationCode",
        "Score",
        "ShoppingAtDischarge",
        "SuburbName",
        "TelephoneCode",
        "TelephoneType",
        "Time",
        "TypeCode",
        "VideoConference",
    }
)


def loses(node: XmlNode, found: Found) -> bool:
    """Whether the element says something that stands in none of the fields made of it."""
    said = "\n".join(found.values())
    if node.name == "Terminology":
        return node.words("Code").upper() not in _ABILITIES and not _area(node.words("Code"))
    if node.name == "ExpectedEnd":
        return bool(node)
    if not node.children:
        lines = (line.strip() for line in node.text.split("\n"))
        return node.name not in _CODED and any(line not in said for line in lines)
    return any(loses(child, found) for child in node.children)
