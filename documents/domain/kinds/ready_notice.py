"""Melding om færdigbehandling, hospital to municipality (RULES 2b; MedCom XDIS19; DICTIONARY §5).

It repeats what is registered and is no second registration: what is missing is registered on the journey.
"""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import ADMITTED
from organisations.domain.roles import Sector

_READY = DeclaredSection(
    name="ready",
    label=("Færdigbehandlet", "Ready for discharge"),
    fields=(
        ADMITTED,
        Field(
            name="ready_at",
            label=("Færdigbehandlet", "Ready for discharge"),
            hint=("Registrér færdigbehandlet på forløbet.", "Register the readiness on the journey."),
            form=Form.MOMENT,
            fact=JourneyFact.READY_SINCE,
            fixed=True,
            required=True,
        ),
        Field(
            name="assessed_by",
            label=("Vurderet af", "Assessed by"),
            form=Form.LINE,
            fact=JourneyFact.READY_ASSESSED_BY,
            fixed=True,
        ),
        Field(name="waits_for", label=("Der ventes på", "Waiting for"), fact=JourneyFact.WAITS_FOR, fixed=True),
        Field(
            name="discharge_at",
            label=("Planlagt udskrivelse", "Planned discharge"),
            hint=("Aftal eller foreslå et tidspunkt på forløbet.", "Agree or propose a time on the journey."),
            form=Form.MOMENT,
            fact=JourneyFact.PLANNED_DISCHARGE,
            fixed=True,
            required=True,
        ),
    ),
)
_CARE = DeclaredSection(
    name="care",
    label=("Plejen", "The care"),
    fields=(
        Field(name="conference_at", label=("Udskrivningskonference", "Discharge conference"), form=Form.MOMENT),
        Field(
            name="care",
            label=("Plejebeskrivelse", "Description of the care"),
            hint=(
                "Kun det, der ikke står i plejeforløbsplanen",
                "Only what does not stand in the care pathway plan",
            ),
        ),
        Field(
            name="contact_phone",
            label=("Kommunen kan ringe til", "The municipality can call"),
            form=Form.LINE,
            required=True,
            fact=JourneyFact.WARD_PHONE,
        ),
    ),
)
READY_NOTICE = DeclaredKind(
    document=ChannelDocument.READY_NOTICE,
    label=("Melding om færdigbehandling", "Notice of readiness"),
    source="RULES 2b; MedCom XDIS19; DICTIONARY §5",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL}),
    sections=(_READY, _CARE),
    consequence=(
        "Meldingen gentager det, der er registreret på forløbet, og ændrer ikke, hvornår betalingsdage tæller.",
        "The notice repeats what is registered on the journey and does not change when payable days count.",
    ),
)
