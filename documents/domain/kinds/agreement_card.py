"""Aftalekort: the joint plan of municipality, clinic and ward in the citizen's hand (001 bilag 2, B2-P1 c)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from documents.domain.kinds.shared import AGREED_DISCHARGE
from organisations.domain.roles import Sector

_HOME = DeclaredSection(
    name="home",
    label=("Når du kommer hjem", "When you come home"),
    fields=(
        AGREED_DISCHARGE,
        Field(
            name="municipality",
            label=("Det gør kommunen eller bostedet", "What the municipality or the facility does"),
            hint=("Skriv til borgeren, i korte sætninger", "Write to the citizen, in short sentences"),
            required=True,
        ),
        Field(
            name="clinic",
            label=("Det gør hospitalet eller ambulatoriet", "What hospital or clinic does"),
            required=True,
        ),
        Field(name="practice", label=("Det gør din egen læge", "What your GP does")),
        Field(name="yourself", label=("Det gør du selv", "What you do yourself")),
        Field(name="relatives_do", label=("Det gør dine pårørende", "What your relatives do")),
        Field(
            name="first_contact",
            label=("Næste aftale: hvornår, hvor, med hvem", "Next appointment: when, where, with whom"),
            required=True,
        ),
        Field(name="medicine", label=("Din medicin", "Your medicine")),
    ),
)
_CALL = DeclaredSection(
    name="call",
    label=("Hvis noget går galt", "If something goes wrong"),
    fields=(
        Field(name="signs", label=("Det skal du holde øje med", "What to watch for")),
        Field(name="contingency", label=("Så gør du sådan", "Then do this"), required=True),
        Field(
            name="contact_phone",
            label=("Ring til afdelingen på", "Call the ward on"),
            form=Form.LINE,
            required=True,
            fact=JourneyFact.WARD_PHONE,
        ),
        Field(
            name="municipality_phone",
            label=("Ring til kommunen eller bostedet på", "Call the municipality or the facility on"),
            form=Form.LINE,
        ),
        Field(
            name="handed_over_at",
            label=("Givet borgeren i hånden", "Put in the citizen's hand"),
            form=Form.MOMENT,
            past=True,
        ),
    ),
)
AGREEMENT_CARD = DeclaredKind(
    document=ChannelDocument.AGREEMENT_CARD,
    label=("Aftalekort", "Agreement card"),
    source="001 bilag 2 B2-P1",
    senders=frozenset({Sector.HOSPITAL}),
    recipients=frozenset({Recipient.MUNICIPALITY, Recipient.MUNICIPAL_SOCIAL, Recipient.GP}),
    handed=True,
    sections=(_HOME, _CALL),
)
