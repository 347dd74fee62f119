"""Genoptræningsplan, hospital to municipality (sundhedsloven §§ 84, 140; MedCom GGOP; DICTIONARY §6)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import CodeChoice, DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import ADMITTED, AGREED_DISCHARGE, RELATIVES
from organisations.domain.roles import Sector

_PLAN = DeclaredSection(
    name="plan",
    label=("Genoptræningen", "The rehabilitation"),
    fields=(
        Field(
            name="level",
            label=("Type af genoptræningsplan", "Type of rehabilitation plan"),
            hint=(
                "På alment niveau afgør kommunen, om det er basalt eller avanceret.",
                "At the general level the municipality decides whether it is basic or advanced.",
            ),
            form=Form.CHOICE,
            choices=(
                CodeChoice(
                    code="general",
                    label=("Genoptræning på alment niveau", "Rehabilitation at the general level"),
                ),
                CodeChoice(
                    code="specialised",
                    label=("Genoptræning på specialiseret niveau", "Rehabilitation at the specialised level"),
                ),
                CodeChoice(
                    code="specialised_rehabilitation",
                    label=("Rehabilitering på specialiseret niveau", "Comprehensive rehabilitation, specialised level"),
                ),
            ),
            required=True,
        ),
        Field(
            name="level_reason",
            label=("Begrundelse for specialiseret niveau", "Reason for the specialised level"),
            hint=("Hvorfor lægefaglig ekspertise på hospital er nødvendig", "Why hospital expertise is needed"),
            required_if=("level", frozenset({"specialised", "specialised_rehabilitation"})),
        ),
        Field(
            name="need",
            label=("Genoptræningsbehov og potentiale", "Need of rehabilitation and potential"),
            hint=("Hvad genoptræningen skal rette sig mod", "What the training is to aim at"),
            required=True,
        ),
        Field(
            name="deadline",
            label=("Tidsfrist for start af genoptræning", "Time limit for the start"),
            hint=(
                "Kan kommunen ikke begynde inden 7 dage efter udskrivelsen, kan borgeren vælge frit.",
                "If the municipality cannot begin within 7 days of the discharge, the citizen may choose freely.",
            ),
            form=Form.LINE,
        ),
        Field(
            name="safety",
            label=("Patientsikkerhed: forholdsregler og restriktioner", "Patient safety: precautions and restrictions"),
            required=True,
        ),
    ),
)
_ABILITY = DeclaredSection(
    name="functioning",
    label=("Helbred og funktionsevne", "Health and ability"),
    fields=(
        Field(name="diagnoses", label=("Diagnoser", "Diagnoses"), required=True),
        Field(name="health", label=("Helbredsforhold og behandlingsforløb", "Health and course"), required=True),
        Field(name="ability_former", label=("Tidligere funktionsevne", "Former ability")),
        Field(
            name="ability_at_discharge",
            label=("Funktionsevne ved udskrivelsen", "Ability at the discharge"),
            hint=("Krop, aktivitet og deltagelse", "Body, activity and participation"),
            required=True,
        ),
        Field(name="ability_extended", label=("Udvidet beskrivelse af funktionsevnen", "Extended description")),
        Field(name="ability_assessed_on", label=("Vurderet den", "Assessed on"), form=Form.DAY, past=True),
    ),
)
_STAY = DeclaredSection(
    name="stay",
    label=("Sygehuskontakt og kontrol", "Hospital contact and control"),
    fields=(
        ADMITTED,
        AGREED_DISCHARGE,
        Field(
            name="control",
            label=("Ambulant kontrol: hvornår og hvor", "Outpatient control: when and where"),
            form=Form.LINE,
        ),
    ),
)
_CITIZEN = DeclaredSection(
    name="citizen",
    label=("Borgeren", "The citizen"),
    fields=(
        Field(
            name="consent",
            label=("Borgeren samtykker i, at planen sendes", "The citizen consents to the sending"),
            form=Form.YES_NO,
            required=True,
        ),
        Field(
            name="handed",
            label=("Borgeren har fået planen", "The citizen has got the plan"),
            hint=("Senest ved udskrivelsen", "At the discharge at the latest"),
            form=Form.YES_NO,
            required=True,
        ),
        Field(name="told", label=("Hvad borgeren og de pårørende har fået at vide", "What they were told")),
        Field(
            name="practical",
            label=("Praktiske oplysninger", "Practical information"),
            hint=("Transport, tolk", "Transport, interpreter"),
        ),
        Field(
            name="contact_phone",
            label=("Spørgsmål til afdelingen", "Questions to the ward"),
            form=Form.LINE,
            required=True,
            fact=JourneyFact.WARD_PHONE,
        ),
    ),
)
REHABILITATION_PLAN = DeclaredKind(
    document=ChannelDocument.REHABILITATION_PLAN,
    label=("Genoptræningsplan", "Rehabilitation plan"),
    source="sundhedsloven §§ 84, 140; MedCom GGOP; DICTIONARY §6",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL, Recipient.GP}),
    sections=(_PLAN, _ABILITY, _STAY, _CITIZEN, RELATIVES),
    consequence=(
        "Er kommunen blandt modtagerne, viser forløbet straks, at genoptræningsplanen er sendt.",
        "If the municipality is among the receivers, the journey shows at once that the plan is sent.",
    ),
)
