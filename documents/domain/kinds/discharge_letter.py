"""Epikrise, hospital to general practice: follow-up on top (RULES 2f L3; MedCom XDIS01; DICTIONARY §7)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import CodeChoice, DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import ADMITTED, WARD_PHONE
from organisations.domain.roles import Sector

_NONE = CodeChoice(code="none", label=("Ingen opfølgning hos egen læge", "No follow-up by the GP"))
# ActionPriorityCode: a letter that has one is marked, and the GP must read it.
_PRIORITIES = (
    CodeChoice(code="acute", label=("Ja, akut", "Yes, acute")),
    CodeChoice(code="subacute", label=("Ja, subakut", "Yes, subacute")),
    CodeChoice(code="routine", label=("Ja, rutine", "Yes, routine")),
)
_FOLLOW_UP = DeclaredSection(
    name="follow_up",
    label=("Opfølgning", "Follow-up"),
    fields=(
        Field(
            name="follow_up",
            label=("Skal egen læge følge op?", "Is the GP to follow up?"),
            form=Form.CHOICE,
            choices=(_NONE, *_PRIORITIES),
            required=True,
            stated=True,
        ),
        Field(
            name="recommendation",
            label=("Anbefaling til egen læge", "Recommendation to the GP"),
            hint=("Kort og konkret: hvad og hvornår.", "Short and concrete: what and when."),
            required_if=("follow_up", frozenset(choice.code for choice in _PRIORITIES)),
        ),
        Field(
            name="follow_up_others",
            label=("Anden opfølgning, og hvem der gør det", "Other follow-up, and by whom"),
            hint=("Ambulatorium, kommune, borgeren selv", "Outpatient clinic, municipality, the citizen"),
        ),
        Field(
            name="awaited",
            label=("Svar, der ventes på, og hvem der følger op", "Results awaited, and who follows up"),
        ),
    ),
)
_STAY = DeclaredSection(
    name="stay",
    label=("Indlæggelsen", "The stay"),
    fields=(
        ADMITTED,
        Field(
            name="discharged_at",
            label=("Udskrevet", "Discharged"),
            hint=(
                "En epikrise sendes, når borgeren er udskrevet.",
                "A discharge letter is sent when the citizen has been discharged.",
            ),
            form=Form.MOMENT,
            fact=JourneyFact.LEFT_AT,
            fixed=True,
            required=True,
        ),
        Field(
            name="physician",
            label=("Patientansvarlig læge", "Responsible physician"),
            form=Form.LINE,
            fact=JourneyFact.PHYSICIAN,
        ),
        Field(name="diagnoses", label=("Diagnoser", "Diagnoses"), required=True),
        Field(name="course", label=("Forløb og behandling", "Course and treatment"), required=True),
        Field(name="findings", label=("Undersøgelser og fund", "Examinations and findings")),
        Field(
            name="condition",
            label=("Tilstand og funktionsevne ved udskrivelsen", "Condition and ability at the discharge"),
        ),
    ),
)
_MEDICINE = DeclaredSection(
    name="medicine",
    label=("Medicin", "Medicine"),
    fields=(
        Field(name="cave", label=("CAVE", "Contraindications (CAVE)"), form=Form.LINE),
        Field(
            name="medicine_changes",
            label=("Ændringer i medicinen, og hvorfor", "Changes of the medicine, and why"),
            hint=(
                "Startet, stoppet, ændret. Skriv også, hvis intet er ændret.",
                "Started, stopped, changed, or nothing.",
            ),
            required=True,
        ),
        Field(
            name="fmk_updated_at",
            label=("FMK ajourført", "Shared medication record updated"),
            form=Form.MOMENT,
            fact=JourneyFact.FMK_UPDATED_AT,
            fixed=True,
        ),
        Field(name="medicine_prescription", label=("Recept er sendt", "Prescription is sent"), form=Form.YES_NO),
        Field(
            name="medicine_help",
            label=("Hjælp til medicin i hjemmet", "Help with medicine at home"),
            hint=("Hvem doserer, hvem giver den", "Who doses, who gives it"),
            form=Form.LINE,
        ),
    ),
)
_TOLD = DeclaredSection(
    name="told",
    label=("Borgeren og tiden efter", "The citizen and the time after"),
    fields=(
        Field(
            name="told",
            label=("Hvad borgeren og de pårørende har fået at vide", "What the citizen and relatives were told"),
            required=True,
        ),
        Field(
            name="contingency",
            label=("Hvis de samme symptomer kommer igen", "If the same symptoms return"),
        ),
        Field(
            name="municipal_help",
            label=("Aftalt med kommunen", "Agreed with the municipality"),
            hint=("Pleje, sygepleje, genoptræning", "Care, nursing, rehabilitation"),
        ),
        Field(
            name="extended_until",
            label=("Hospitalets udvidede behandlingsansvar til", "The hospital's extended responsibility until"),
            form=Form.MOMENT,
            fact=JourneyFact.EXTENDED_UNTIL,
            fixed=True,
        ),
        WARD_PHONE,
    ),
)
DISCHARGE_LETTER = DeclaredKind(
    document=ChannelDocument.DISCHARGE_LETTER,
    label=("Epikrise", "Discharge letter"),
    source="RULES 2f L3; MedCom XDIS01; DICTIONARY §7",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.GP, Recipient.MUNICIPALITY}),
    sections=(_FOLLOW_UP, _STAY, _MEDICINE, _TOLD),
    consequence=(
        "Forløbet viser straks, at epikrisen er sendt. Punktet lukkes, når egen læge har kvitteret.",
        "The journey shows at once that the letter is sent. The point closes when the GP has acknowledged it.",
    ),
)
