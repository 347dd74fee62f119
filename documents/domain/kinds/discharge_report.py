"""Udskrivningsrapport, hospital to municipality (MedCom XDIS18; DICTIONARY §4, in the order that readers know)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import (
    BEFORE,
    CONTINGENCY,
    DIET,
    MEDICINE,
    NURSING,
    RELATIVES,
    ability_names,
    ability_section,
)
from organisations.domain.roles import Sector

_STAY = DeclaredSection(
    name="stay",
    label=("Aktuel indlæggelse", "The stay"),
    fields=(
        Field(
            name="admitted_at", label=("Indlagt", "Admitted"), form=Form.MOMENT, fact=JourneyFact.ADMITTED_AT, past=True
        ),
        Field(
            name="ready_at",
            label=("Færdigbehandlet", "Ready for discharge"),
            form=Form.MOMENT,
            fact=JourneyFact.READY_AT,
            past=True,
        ),
        Field(
            name="discharge_at",
            label=("Udskrevet", "Discharged"),
            form=Form.MOMENT,
            fact=JourneyFact.DISCHARGED_AT,
            past=True,
            required=True,
        ),
        Field(name="cause", label=("Årsag til indlæggelsen", "Cause of the admission"), required=True),
        Field(name="course", label=("Indlæggelsesforløb", "Course of the stay")),
        Field(name="contagion", label=("Smitterisiko", "Risk of contagion")),
        Field(name="diagnoses", label=("Diagnoser", "Diagnoses")),
    ),
)
DISCHARGE_REPORT = DeclaredKind(
    document=ChannelDocument.DISCHARGE_REPORT,
    label=("Udskrivningsrapport", "Discharge report"),
    source="MedCom XDIS18; DICTIONARY §4",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL}),
    sections=(
        RELATIVES,
        _STAY,
        ability_section(("Funktionsevne ved udskrivelse", "Ability at discharge"), required=True),
        NURSING,
        MEDICINE,
        DIET,
        CONTINGENCY,
    ),
    # What the ability is now is assessed anew.
    takes={
        ChannelDocument.CARE_PATHWAY_PLAN: (
            *ability_names(BEFORE),
            "relatives_can",
            "cause",
            "contagion",
            "contingency",
        )
    },
)
