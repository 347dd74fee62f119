"""Udskrivningsaftale of psychiatry, with everybody who takes part (001-74; 001 bilag 2, B2-P4, B2-P5)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form
from documents.domain.kinds.shared import RELATIVES, SIGNS, STAY, WARD_PHONE
from organisations.domain.roles import Sector

_PARTIES = DeclaredSection(
    name="parties",
    label=("Hvem aftalen er mellem", "Between whom it is agreed"),
    fields=(
        Field(
            name="parties",
            label=("Deltagere, og hvem de kommer fra", "Who takes part, and from where"),
            hint=(
                "Afdelingen indbyder: borgeren, kommunen, bostedet, egen læge, andre",
                "The ward invites: citizen, municipality, residential facility, GP, others",
            ),
            required=True,
        ),
        Field(
            name="citizen_agrees",
            label=("Borgeren har været med og er enig", "The citizen took part and agrees"),
            form=Form.YES_NO,
            required=True,
        ),
        Field(name="citizen_wishes", label=("Hvad borgeren selv ønsker", "What the citizen wishes")),
    ),
)
_AGREED = DeclaredSection(
    name="agreed",
    label=("Hvad der er aftalt", "What is agreed"),
    fields=(
        Field(
            name="treatment",
            label=("Behandling efter udskrivelsen, og hvem der gør det", "Treatment after the discharge, and by whom"),
            required=True,
        ),
        Field(
            name="support",
            label=("Social støtte, og hvem der gør det", "Social support, and by whom"),
            hint=("Bolig, bostøtte, kontaktperson, beskæftigelse", "Housing, support, contact person, work"),
            required=True,
        ),
        Field(
            name="medicine",
            label=("Medicin", "Medicine"),
            hint=("Hvem giver den, seneste depot", "Who gives it, last depot"),
        ),
        Field(
            name="first_contact",
            label=("Første kontakt: hvornår, hvor, med hvem", "First contact: when, where, with whom"),
        ),
        Field(
            name="no_show",
            label=("Hvis borgeren ikke kommer eller ikke kan nås", "If the citizen does not come or cannot be reached"),
        ),
        Field(
            name="follow_up",
            label=("Hvornår aftalen ses efter", "When the agreement is looked at again"),
            form=Form.DAY,
        ),
    ),
)
_CRISIS = DeclaredSection(
    name="crisis",
    label=("Hvis det bliver værre", "If it gets worse"),
    fields=(
        SIGNS,
        Field(
            name="contingency",
            label=("Hvad gør borgeren og de andre", "What the citizen and the others do"),
            required=True,
        ),
        WARD_PHONE,
    ),
)
DISCHARGE_AGREEMENT = DeclaredKind(
    document=ChannelDocument.DISCHARGE_AGREEMENT,
    label=("Udskrivningsaftale", "Discharge agreement"),
    source="001-74; 001 bilag 2 B2-P4, B2-P5",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL, Recipient.GP}),
    sections=(_PARTIES, STAY, _AGREED, _CRISIS, RELATIVES),
)
