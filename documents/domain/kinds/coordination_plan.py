"""Koordinationsplan of psychiatry: what the parties do where the citizen agrees to nothing (001 bilag 2, B2-P5 c).

It is made without the citizen. Whoever sent or got it reads it, nobody else in the journey hears of it, and it is the
citizen's to see once a doctor has told them (`documents/actions/telling.py`).
"""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form
from documents.domain.kinds.shared import SIGNS, STAY, WARD_PHONE
from organisations.domain.roles import Sector

_WHY = DeclaredSection(
    name="why",
    label=("Hvorfor der er en plan", "Why there is a plan"),
    fields=(
        Field(
            name="reason",
            label=("Hvorfor der ikke er en udskrivningsaftale", "Why there is no discharge agreement"),
            hint=(
                "Hvad borgeren er tilbudt, og hvad borgeren har svaret",
                "What the citizen was offered, and what the citizen answered",
            ),
            required=True,
        ),
        Field(
            name="parties",
            label=("Hvem planen er mellem, og hvem de kommer fra", "Between whom the plan is, and from where"),
            hint=(
                "Kun de nævnte læser planen. Send den til dem alle",
                "Only those who are named read the plan. Send it to all of them",
            ),
            required=True,
        ),
    ),
)
_PLAN = DeclaredSection(
    name="plan",
    label=("Hvem gør hvad", "Who does what"),
    fields=(
        Field(
            name="treatment",
            label=("Psykiatrien: behandling og kontakt", "Psychiatry: treatment and contact"),
            required=True,
        ),
        Field(
            name="support",
            label=("Kommune og bosted: støtte og kontakt", "Municipality and facility: support and contact"),
            required=True,
        ),
        Field(name="practice", label=("Egen læge", "The GP")),
        Field(name="medicine", label=("Medicin: hvem giver den, seneste depot", "Medicine: who gives it, last depot")),
        Field(
            name="lead",
            label=("Hvem følger planen op", "Who follows the plan up"),
            form=Form.LINE,
            required=True,
        ),
        Field(
            name="follow_up",
            label=("Hvornår planen ses efter", "When the plan is looked at again"),
            form=Form.DAY,
            required=True,
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
            label=("Hvem gør hvad, og hvem ringes der til", "Who does what, and who is called"),
            required=True,
        ),
        WARD_PHONE,
    ),
)
COORDINATION_PLAN = DeclaredKind(
    document=ChannelDocument.COORDINATION_PLAN,
    label=("Koordinationsplan", "Coordination plan"),
    source="001 bilag 2 B2-P5",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL, Recipient.GP}),
    sections=(_WHY, STAY, _PLAN, _CRISIS),
)
