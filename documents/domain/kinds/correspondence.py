"""Korrespondance, between all (MedCom XDIS91, CareCommunication; DICTIONARY §8.2; 001-71)."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import CodeChoice, DeclaredKind, DeclaredSection, Field, Form, JourneyFact
from organisations.domain.roles import Sector

# The 18 categories of CareCommunication 5.0, in Danish alphabetical order but the last.
CATEGORIES = (
    CodeChoice(code="acute-ambulant", label=("Akut ambulant", "Acute outpatient")),
    CodeChoice(code="outpatient", label=("Ambulant", "Outpatient")),
    CodeChoice(code="decease", label=("Dødsfald", "Death")),
    CodeChoice(code="carecoordination", label=("Forløbskoordinering", "Care coordination")),
    CodeChoice(code="assistive-devices", label=("Hjælpemidler", "Aids")),
    CodeChoice(code="medicine", label=("Medicin", "Medicine")),
    CodeChoice(
        code="psychiatry-social-disability",
        label=("Psykiatri, social, handicap", "Psychiatry, social services, disability"),
    ),
    CodeChoice(code="alcohol-and-drug-treatment", label=("Rusmiddelbehandling", "Alcohol and drug treatment")),
    CodeChoice(code="healthcare", label=("Sundhedspleje", "Health visiting")),
    CodeChoice(code="nursing", label=("Sygepleje", "Nursing")),
    CodeChoice(code="telemedicine", label=("Telemedicin", "Telemedicine")),
    CodeChoice(code="training", label=("Træning", "Training")),
    CodeChoice(code="examination-results", label=("Undersøgelsessvar", "Examination results")),
    CodeChoice(code="discharge", label=("Udskrivelse", "Discharge")),
    CodeChoice(code="extended-care-responsibility", label=("Udvidet behandlingsansvar", "Extended responsibility")),
    CodeChoice(code="regarding-referral", label=("Vedr. henvisning", "Regarding a referral")),
    CodeChoice(code="home-care-assessment", label=("Visitation", "Needs assessment")),
    CodeChoice(code="other", label=("Andet", "Other")),
)
CORRESPONDENCE = DeclaredKind(
    document=ChannelDocument.CORRESPONDENCE,
    label=("Korrespondance", "Correspondence"),
    source="MedCom CareCommunication 5.0; DICTIONARY §8.2",
    senders=frozenset({Sector.HOSPITAL, Sector.MUNICIPALITY, Sector.GENERAL_PRACTICE}),
    recipients=frozenset(Recipient),
    takes_files=True,
    sections=(
        DeclaredSection(
            name="letter",
            label=("Brevet", "The letter"),
            fields=(
                Field(
                    name="category",
                    label=("Kategori", "Category"),
                    form=Form.CHOICE,
                    choices=CATEGORIES,
                    required=True,
                ),
                Field(name="subject", label=("Emne", "Subject"), form=Form.LINE, required=True),
                Field(name="text", label=("Meddelelse", "Message"), required=True, long=True),
                Field(
                    name="contact_phone",
                    label=("Telefon til svar", "Telephone for answers"),
                    form=Form.LINE,
                    required=True,
                    fact=JourneyFact.WARD_PHONE,
                ),
                Field(
                    name="specific_receiver",
                    label=("Til team eller person", "To a team or person"),
                    form=Form.LINE,
                    hint=("Kun hvis brevet er til en bestemt hos modtageren.", "Only if it is for somebody there."),
                ),
            ),
        ),
    ),
)
