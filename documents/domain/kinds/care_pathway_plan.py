"""Plejeforløbsplan, hospital to municipality (MedCom XDIS21; DICTIONARY §3; RULES 2a; flowchart 2-4)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import Aspect, DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import (
    BEFORE,
    CONTINGENCY,
    DIET,
    MEDICINE,
    NOW,
    NURSING,
    RELATIVES,
    ability_names,
    ability_section,
)
from organisations.domain.roles import Sector

_STAY = DeclaredSection(
    name="stay",
    label=("Indlæggelsen", "The stay"),
    fields=(
        Field(
            name="admitted_at", label=("Indlagt", "Admitted"), form=Form.MOMENT, fact=JourneyFact.ADMITTED_AT, past=True
        ),
        Field(
            name="expected_ready_at",
            label=("Forventet færdigbehandlet", "Expected ready for discharge"),
            form=Form.MOMENT,
            fact=JourneyFact.READY_AT,
        ),
        Field(
            name="discharge_at",
            label=("Aftalt udskrivningstidspunkt", "Agreed time of discharge"),
            form=Form.MOMENT,
            fact=JourneyFact.AGREED_DISCHARGE,
        ),
        Field(
            name="discharge_remark",
            label=("Kommentar til udskrivningen", "Remark on the discharge"),
            form=Form.LINE,
        ),
        Field(name="cause", label=("Årsag til indlæggelsen", "Cause of the admission"), required=True),
        Field(name="course", label=("Forventet indlæggelsesforløb", "Expected course of the stay")),
        Field(
            name="contagion",
            label=("Smitterisiko", "Risk of contagion"),
            hint=("Dyrkning, isolation, til hvornår", "Culture, isolation, until when"),
        ),
    ),
)
_COORDINATION = DeclaredSection(
    name="coordination",
    label=("Yderligere koordinering", "Further coordination"),
    fields=(
        Field(name="home_changes", label=("Boligændringer forventes", "Changes at home expected")),
        Field(
            name="aids",
            label=("Hjælpemidler aftales", "Aids to be agreed"),
            hint=("Hvad låner hospitalet ud, hvad mangler", "What the hospital lends, what is missing"),
        ),
        Field(
            name="work_aids",
            label=("APV-hjælpemidler", "Aids for the working environment"),
            hint=("Seng, lift og andet, som hjælperne skal bruge", "Bed, hoist and what helpers need"),
        ),
        Field(name="rehabilitation", label=("Behov for genoptræning", "Need of rehabilitation")),
        Field(
            name="home_nursing",
            label=("Behov for hjemmesygepleje", "Need of home nursing"),
            hint=("Injektion, sår, kompression, kateter", "Injection, wound, compression, catheter"),
        ),
        Field(name="medicine_dosing", label=("Behov for hjælp til medicindosering", "Help with dosing medicine")),
        Field(name="medicine_taking", label=("Behov for hjælp til medicinindtagelse", "Help with taking medicine")),
        Field(name="conference", label=("Behov for udskrivningskonference", "Need of a discharge conference")),
        Field(name="other_efforts", label=("Behov for anden kommunal indsats", "Need of other municipal efforts")),
    ),
)
CARE_PATHWAY_PLAN = DeclaredKind(
    document=ChannelDocument.CARE_PATHWAY_PLAN,
    label=("Plejeforløbsplan", "Care pathway plan"),
    source="MedCom XDIS21; DICTIONARY §3",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL, Recipient.GP}),
    takes_files=True,
    sections=(
        RELATIVES,
        _STAY,
        DIET,
        _COORDINATION,
        ability_section(("Forventet funktionsevne ved udskrivelse", "Expected ability at discharge"), required=True),
        NURSING,
        MEDICINE,
        CONTINGENCY,
    ),
    realistic={
        Aspect.AIDS: ("aids", "work_aids", "home_changes"),
        Aspect.ABILITY: ability_names(NOW),
        Aspect.NEEDS: (
            "rehabilitation",
            "home_nursing",
            "medicine_dosing",
            "medicine_taking",
            "other_efforts",
        ),
    },
    takes={ChannelDocument.ADMISSION_REPORT: (*ability_names(BEFORE), "relatives_can")},
)
