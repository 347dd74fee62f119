"""Which document may be sent to whom: the base rows C1–C10 and the overlays O1–O9 (RULES 2a; 001 fn 4, fn 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from discharge.settings.rules.limits import hours
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.verdicts import Fact, Verdict
from organisations.domain.kinds import Speciality


class ChannelDocument(StrEnum):
    """What is sent (glossary, RULES 5)."""

    ADMISSION_NOTICE = "admission_notice"
    DISCHARGE_NOTICE = "discharge_notice"
    ADMISSION_REPORT = "admission_report"
    CARE_PATHWAY_PLAN = "care_pathway_plan"
    READY_NOTICE = "ready_notice"
    REHABILITATION_PLAN = "rehabilitation_plan"
    DISCHARGE_REPORT = "discharge_report"
    DISCHARGE_AGREEMENT = "discharge_agreement"
    COORDINATION_PLAN = "coordination_plan"
    AGREEMENT_CARD = "agreement_card"
    CORRESPONDENCE = "correspondence"
    DISCHARGE_LETTER = "discharge_letter"


class Recipient(StrEnum):
    """Who receives."""

    ELDER_CARE = "elder_care"
    MUNICIPALITY = "municipality"
    RESIDENTIAL_FACILITY = "residential_facility"
    REGIONAL_SOCIAL = "regional_social"
    MUNICIPAL_SOCIAL = "municipal_social"
    CHILD_YOUTH = "child_youth"
    JOB_CENTRE = "job_centre"
    GP = "gp"
    HOSPITAL = "hospital"


SOCIAL = frozenset(
    {
        Recipient.RESIDENTIAL_FACILITY,
        Recipient.REGIONAL_SOCIAL,
        Recipient.MUNICIPAL_SOCIAL,
        Recipient.CHILD_YOUTH,
        Recipient.JOB_CENTRE,
    }
)
# The four of footnote 4.
FOUR = (
    ChannelDocument.ADMISSION_REPORT,
    ChannelDocument.CARE_PATHWAY_PLAN,
    ChannelDocument.REHABILITATION_PLAN,
    ChannelDocument.DISCHARGE_REPORT,
)


# B2-P5 c: to municipality, residential facility, general practitioner and others.
_OF_PSYCHIATRY = (ChannelDocument.DISCHARGE_AGREEMENT, ChannelDocument.COORDINATION_PLAN)
# What goes wherever another one goes (O0, inf): it needs no column of its own.
FOLLOWS: Mapping[ChannelDocument, ChannelDocument] = {ChannelDocument.READY_NOTICE: ChannelDocument.CARE_PATHWAY_PLAN}
_TO_CARE = frozenset({*FOUR, *FOLLOWS, ChannelDocument.ADMISSION_NOTICE, ChannelDocument.DISCHARGE_NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """The affiliations at the time of sending (O8), the stay and the recipient. None is unknown."""

    elder_care: bool | None = None
    social: bool | None = None
    speciality: str | None = None
    stay_hours: float | None = None
    needs_municipal_services: bool | None = None
    recipient: Recipient | None = None
    action_within_hours: float | None = None
    # What is to be done today was in a plan sent before, at latest at noon of the day (flowchart 2-5).
    plan_in_time: bool | None = None
    life_threatening: bool | None = None
    # A stay that began in the neonatal period (RULES 2i V10).
    newborn: bool | None = None


@dataclass(frozen=True, slots=True)
class ChannelPermission:
    """One document's answer: allowed, forbidden (with the permitted alternative), or None while a fact is missing."""

    allowed: bool | None
    verdict: Verdict
    alternative: ChannelDocument | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """What may be sent, and whether a telephone call is needed as well."""

    documents: Mapping[ChannelDocument, ChannelPermission]
    phone_required: bool | None
    phone: Verdict


@dataclass(frozen=True, slots=True)
class _Said:
    allowed: bool | None
    rule: str
    code: str
    missing: tuple[str, ...] = ()
    # The limit that was compared with, in hours.
    limit: float | None = None


Y, N = True, False
D = ChannelDocument
_Row = Mapping[ChannelDocument, tuple[bool, str]]


def _row(ir: str, pfp: str, gop: str, ur: str, kb: str) -> _Row:
    """One base row: each cell a sentence's code, beginning with ! where the document is not used."""
    cells = dict(zip((*FOUR, D.CORRESPONDENCE), (ir, pfp, gop, ur, kb), strict=True))
    return {document: (not code.startswith("!"), code.lstrip("!")) for document, code in cells.items()}


_ELDER = _row("elder", "elder", "if_rehabilitation", "elder", "if_no_standard")
_ELDER_PSYCHIATRIC = _row("where_relevant", "elder", "if_rehabilitation", "elder", "if_no_standard")
_SOCIAL = _row("!social", "!social", "!social_rehabilitation", "!social", "mandatory")
_BOTH = _row("elder_unit_only", "both", "elder_unit_only", "both", "to_social")
BASE: Mapping[str, _Row] = {
    "C1": _ELDER,
    "C2": _ELDER_PSYCHIATRIC,
    "C3": _SOCIAL,
    "C4": _SOCIAL,
    "C5": _BOTH,
    "C6": _BOTH,
    "C7": _row("!no_data", "opens_case", "if_rehabilitation", "opens_case", "allowed"),
    "C8": _row("!no_need", "!no_need", "if_rehabilitation", "!no_need", "optional"),
    "C9": _row("!psychiatric", "!psychiatric", "!psychiatric", "!psychiatric", "early_contact"),
}


def base_row(*, elder_care: bool, social: bool, psychiatric: bool, needs: bool) -> str:
    """The row of RULES 2a for known facts."""
    if elder_care or social:
        pair = {(Y, N): ("C1", "C2"), (N, Y): ("C3", "C4"), (Y, Y): ("C5", "C6")}[elder_care, social]
        return pair[psychiatric]
    # Known to nobody: psychiatry contacts early (C9), somatic care opens the case when services will be needed (C7).
    return "C9" if psychiatric else "C7" if needs else "C8"


def channel(facts: ChannelFacts, choices: Choices = DEFAULTS) -> Channel:
    """Every document's permission. An unknown fact decides only where it matters (C10)."""
    documents, version = {}, choices.version("2a", ("A1", "A2", "A3", "A4", "G5", "G6"))
    for document in ChannelDocument:
        said = _overlaid(document, facts, choices)
        alternative = _alternative(said, document)
        documents[document] = ChannelPermission(said.allowed, _verdict(said, document, facts, version), alternative)
    phone = _phone(facts, choices)
    return Channel(documents, phone.outcome, phone)


def _alternative(said: _Said, document: ChannelDocument) -> ChannelDocument | None:
    """O9: what may be sent instead; of a notice that is never sent there is nothing to choose instead."""
    if said.allowed is not False or document is D.CORRESPONDENCE:
        return None
    return D.DISCHARGE_AGREEMENT if said.code == "A4.agreement" else D.CORRESPONDENCE


def _base(document: ChannelDocument, facts: ChannelFacts, choices: Choices) -> _Said:
    """The base row, tried with every value that the unknown facts could have; agreement decides, else it is asked."""
    possible = [_complete(facts, values) for values in product(*(_values(facts, name) for name in _INPUTS))]
    said = {_in_row(document, each, choices) for each in possible}
    if len({each.allowed for each in said}) == 1:
        known = all(getattr(facts, name) is not None for name in ("elder_care", "social"))
        chosen = min(said, key=lambda each: each.rule)
        return chosen if known or len(said) == 1 else replace(chosen, rule="C10", code="C10.either_way")
    missing = tuple(name for name in _INPUTS if getattr(facts, name) is None)
    return _Said(None, "C10", "C10.ask", missing)


_INPUTS = ("elder_care", "social", "speciality", "needs_municipal_services")


def _values(facts: ChannelFacts, name: str) -> tuple[object, ...]:
    known = getattr(facts, name)
    if known is not None:
        return (known,)
    return ("somatic", "psychiatric") if name == "speciality" else (True, False)


def _complete(facts: ChannelFacts, values: tuple[object, ...]) -> ChannelFacts:
    changes: dict[str, object] = dict(zip(_INPUTS, values, strict=True))
    return replace(facts, **changes)  # type: ignore[arg-type]


def _in_row(document: ChannelDocument, facts: ChannelFacts, choices: Choices) -> _Said:
    row = base_row(
        elder_care=bool(facts.elder_care),
        social=bool(facts.social),
        psychiatric=facts.speciality == Speciality.PSYCHIATRIC,
        needs=bool(facts.needs_municipal_services),
    )
    if document not in BASE[row]:
        raise LookupError(f"table 2a has no column for {document.value} in row {row}: add it to BASE")
    allowed, code = BASE[row][document]
    if code == "elder_unit_only" and choices["A1"] == "forbidden":
        return _Said(False, row, "A1.forbidden")
    if row == "C2" and document is D.ADMISSION_REPORT and choices["A2"] == "correspondence":
        return _Said(False, row, "A2.correspondence")
    psychiatric = row in ("C2", "C6")
    if psychiatric and document is D.DISCHARGE_REPORT and choices["A4"] == "discharge_agreement":
        return _Said(False, row, "A4.agreement")
    return _Said(allowed, row, f"{row}.{code}")


def _overlaid(document: ChannelDocument, facts: ChannelFacts, choices: Choices) -> _Said:
    """The overlays in order; the most restrictive wins."""
    if _is_without_channel(document, facts):
        return _Said(False, "V10", "V10.newborn")
    outside = _outside_the_table(document, facts, choices)
    if outside is not None:
        return outside
    followed = FOLLOWS.get(document, document)
    if followed in FOUR and facts.recipient in SOCIAL:
        rehabilitation = document is D.REHABILITATION_PLAN
        return _Said(False, "O2", "O2.social_rehabilitation" if rehabilitation else "O2.social_recipient")
    if document is D.CARE_PATHWAY_PLAN and facts.recipient is Recipient.GP:
        return _Said(False, "O3", "O3.not_to_gp")
    said = _base(followed, facts, choices)
    if document is not D.CARE_PATHWAY_PLAN or said.allowed is False:
        return said
    short = _in_hours(choices["G5"])
    if facts.stay_hours is None:
        return _Said(None, "O1", "O1.unknown", (*said.missing, "stay_hours"), short)
    # Exactly so long is not shorter (A11).
    return _Said(False, "O1", "O1.short_stay", limit=short) if facts.stay_hours < short else said


def _is_without_channel(document: ChannelDocument, facts: ChannelFacts) -> bool:
    """Nothing of a newborn goes to municipal care, unless the child is known there or will need it (V10)."""
    known = facts.elder_care or facts.social or facts.needs_municipal_services
    return facts.newborn is True and not known and document in _TO_CARE


def _outside_the_table(document: ChannelDocument, facts: ChannelFacts, choices: Choices) -> _Said | None:
    """Documents that footnote 4 does not speak of, and the correspondence, which is always possible."""
    if document in (D.ADMISSION_NOTICE, D.DISCHARGE_NOTICE):
        return _notice(facts, choices)
    if document is D.DISCHARGE_LETTER:
        to_gp = facts.recipient in (None, Recipient.GP)
        return _Said(to_gp, "O3", "O3.to_gp" if to_gp else "O3.only_gp")
    if document in _OF_PSYCHIATRY:
        if facts.speciality is None:
            return _Said(None, "O3", "O3.agreement_unknown", ("speciality",))
        psychiatric = facts.speciality == Speciality.PSYCHIATRIC
        return _Said(psychiatric, "O3", "O3.agreement" if psychiatric else "O3.agreement_psychiatric_only")
    # B2-P1 c: in the hand of the citizen, somatic or psychiatric; what others get of it is a letter with it.
    return _Said(True, "O3", "O3.card") if document is D.AGREEMENT_CARD else None


def _notice(facts: ChannelFacts, choices: Choices) -> _Said:
    """O6: automatic; whether psychiatry sends them is a flag per hospital (A3)."""
    if choices["A3"] == "yes":
        return _Said(True, "O6", "O6.automatic")
    if facts.speciality is None:
        return _Said(None, "O6", "A3.unknown", ("speciality",))
    sends = facts.speciality != Speciality.PSYCHIATRIC
    return _Said(sends, "O6", "O6.automatic" if sends else "A3.not_sent")


def _verdict(said: _Said, document: ChannelDocument, facts: ChannelFacts, version: str) -> Verdict:
    used: dict[str, Fact] = {
        "document": document.value,
        **{name: getattr(facts, name) for name in (*_INPUTS, "stay_hours")},
        "recipient": facts.recipient.value if facts.recipient else None,
        **({} if said.limit is None else {"limit_hours": said.limit}),
    }
    source = f"RULES 2a {said.rule}; 001 fn 4, fn 7"
    return Verdict(said.rule, source, f"channel.{said.code}", said.allowed, used, said.missing, version)


def _phone(facts: ChannelFacts, choices: Choices) -> Verdict:
    """O4: action within 24 hours (G6), unless a plan told in time; O1: a short stay is agreed by phone; O5: 1-1-2."""
    used: dict[str, Fact] = {"stay_hours": facts.stay_hours, "action_within_hours": facts.action_within_hours}
    if facts.life_threatening:
        return Verdict("O5", "RULES 2a O5", "channel.O5.emergency", True, used)
    soon, short = _in_hours(choices["G6"]), _in_hours(choices["G5"])
    is_soon = facts.action_within_hours is not None and facts.action_within_hours < soon
    if is_soon and not facts.plan_in_time:
        return Verdict("O4", "RULES 2a O4", "channel.O4.soon", True, {**used, "limit_hours": soon})
    # It is the municipality that agrees; without a need there is nothing to agree, however short the stay.
    agrees = facts.needs_municipal_services is not False and facts.recipient is not Recipient.GP
    if agrees and facts.stay_hours is not None and facts.stay_hours < short:
        return Verdict("O1", "RULES 2a O1", "channel.O1.telephone", True, {**used, "limit_hours": short})
    if agrees and facts.stay_hours is None:
        return Verdict(
            "O1", "RULES 2a O1", "channel.phone_unknown", None, {**used, "limit_hours": short}, ("stay_hours",)
        )
    code = "channel.O4.plan_in_time" if is_soon else "channel.phone_not_required"
    return Verdict("O4", "RULES 2a O4", code, False, used)


def _in_hours(limit: str) -> float:
    return hours(limit).total_seconds() / 3600
