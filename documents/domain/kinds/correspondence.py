"""Korrespondance, between all (MedCom XDIS91, CareCommunication; DICTIONARY §8.2; 001-71)."""

from discharge.channel.rules.channel import Document, Recipient
from documents.domain.declaring import Choice, Fact, Field, Form, Kind, Section
from organisations.domain.roles import Sector

# The 18 categories of CareCommunication 5.0, in Danish alphabetical order but the last.
CATEGORIES = (
    Choice(code="acute-ambulant", label=("Akut ambulant", "Acute outpatient")),
    Choice(code="outpatient", label=("Ambulant", "Outpatient")),
    Choice(code="decease", label=("Dødsfald", "Death")),
    Choice(code="carecoordination", label=("Forløbskoordinering", "Care coordination")),
    Choice(code="assistive-devices", label=("Hjælpemidler", "Aids")),
    Choice(code="medicine", label=("Medicin", "Medicine")),
    Choice(
        code="psychiatry-social-disability",
        label=("Psykiatri, social, handicap", "Psychiatry, social services, disability"),
    ),
    Choice(code="alcohol-and-drug-treatment", label=("Rusmiddelbehandling", "Alcohol and drug treatment")),
    Choice(code="healthcare", label=("Sundhedspleje", "Health visiting")),
    Choice(code="nursing", label=("Sygepleje", "Nursing")),
    Choice(code="telemedicine", label=("Telemedicin", "Telemedicine")),
    Choice(code="training", label=("Træning", "Training")),
    Choice(code="examination-results", label=("Undersøgelsessvar", "Examination results")),
    Choice(code="discharge", label=("Udskrivelse", "Discharge")),
    Choice(code="extended-care-responsibility", label=("Udvidet behandlingsansvar", "Extended responsibility")),
    Choice(code="regarding-referral", label=("Vedr. henvisning", "Regarding a referral")),
    Choice(code="home-care-assessment", label=("Visitation", "Needs assessment")),
    Choice(code="other", label=("Andet", "Other")),
)
CORRESPONDENCE = Kind(
    document=Document.CORRESPONDENCE,
    label=("Korrespondance", "Correspondence"),
    source="MedCom CareCommunication 5.0; DICTIONARY §8.2",
    senders=frozenset({Sector.HOSPITAL, Sector.MUNICIPALITY, Sector.GENERAL_PRACTICE}),
    recipients=frozenset(Recipient),
    takes_files=True,
    sections=(
        Section(
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
                    fact=Fact.WARD_PHONE,
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
