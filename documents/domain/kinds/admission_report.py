"""Indlæggelsesrapport, municipality to hospital (MedCom XDIS16; DICTIONARY §2), with what the automatic one lacks."""

from discharge.channel.rules.channel import ChannelDocument, Recipient
from documents.domain.declaring import CodeChoice, DeclaredKind, DeclaredSection, Field, Form, JourneyFact, Text
from documents.domain.kinds.shared import BEFORE, NURSING, RELATIVES, REMARK, ability_section
from organisations.domain.roles import Sector


def _updated(name: str, of: Text) -> Field:
    """When it was last gone through: each assessment has a day of its own."""
    label = (f"{of[0]} – sidst opdateret", f"{of[1]} – last updated")
    return Field(name=f"{name}_on", label=label, form=Form.DAY, past=True)


_DECISIONS = DeclaredSection(
    name="decisions",
    label=("Beslutninger, hospitalet skal kende", "Decisions that the hospital must know"),
    fields=(
        Field(
            name="resuscitation",
            label=("Fravalg af genoplivningsforsøg", "Decision against resuscitation"),
            form=Form.CHOICE,
            choices=(
                CodeChoice(code="declined", label=("Ja, fravalgt", "Yes, decided against")),
                CodeChoice(code="none", label=("Intet fravalg", "No such decision")),
                CodeChoice(code="unknown", label=("Vides ikke", "Not known")),
            ),
            required=True,
        ),
        Field(
            name="resuscitation_on",
            label=("Fravalget er fra den", "Decided on"),
            form=Form.DAY,
            past=True,
            required_if=("resuscitation", frozenset({"declined"})),
        ),
        Field(
            name="resuscitation_by",
            label=("Hvem har truffet det, og hvad gælder det", "By whom, and what it covers"),
            required_if=("resuscitation", frozenset({"declined"})),
        ),
        Field(name="last_wishes", label=("Ønsker for den sidste tid", "Wishes for the last time")),
        _updated("last_wishes", ("Ønskerne", "The wishes")),
        Field(
            name="instructions",
            label=("Handlingsanvisninger", "Action instructions"),
            hint=("For de ydelser, der er i gang", "For the services in force"),
        ),
        _updated("instructions", ("Handlingsanvisningerne", "The instructions")),
    ),
)
_HELP = DeclaredSection(
    name="help",
    label=("Hjælp i hjemmet", "Help at home"),
    fields=(
        Field(
            name="services",
            label=("Ydelser før indlæggelsen", "Services before the admission"),
            hint=("Hvad, hvor ofte, af hvem. Skriv også, hvis der ingen er.", "What, how often, by whom, or none."),
            required=True,
        ),
        Field(name="aids", label=("Hjælpemidler", "Aids")),
        Field(
            name="work_aids",
            label=("APV-hjælpemidler", "Aids for the working environment"),
            hint=("Seng, lift og andet, som hjælperne bruger", "Bed, hoist and what helpers use"),
        ),
        Field(
            name="medicine_help",
            label=("Hjælp til medicin", "Help with medicine"),
            hint=("Hvem doserer, hvem giver den", "Who doses, who gives it"),
        ),
        Field(
            name="dose_dispensing",
            label=("Dosisdispensering", "Dose dispensing"),
            hint=("Hospitalet skal selv sætte den på pause", "The hospital itself has to pause it"),
            form=Form.YES_NO,
        ),
        Field(name="depot", label=("Depotmedicin, senest givet", "Depot medicine, last given"), form=Form.LINE),
    ),
)
_LIFE = DeclaredSection(
    name="life",
    label=("Borgerens hverdag", "The citizen's everyday life"),
    fields=(
        Field(name="cause", label=("Årsag til indlæggelsen, hvis den kendes", "Cause of the admission, if known")),
        Field(name="health", label=("Helbredsoplysninger", "Health")),
        Field(
            name="coping",
            label=("Mestring", "Coping"),
            hint=("Hvordan borgeren håndterer sin situation", "How the citizen handles the situation"),
        ),
        Field(
            name="home",
            label=("Bolig", "Home"),
            hint=("Trapper, dørtrin, adgang, nøgle", "Stairs, doorsteps, access, key"),
        ),
        Field(name="network", label=("Netværk", "Network")),
        _updated("life", ("Hverdagen", "The everyday life")),
    ),
)
_CONTACT = DeclaredSection(
    name="contact",
    label=("Kontakt", "Contact"),
    fields=(
        Field(
            name="contact_phone",
            label=("Hospitalet kan ringe til", "The hospital can call"),
            form=Form.LINE,
            required=True,
            fact=JourneyFact.WARD_PHONE,
        ),
    ),
)
ADMISSION_REPORT = DeclaredKind(
    document=ChannelDocument.ADMISSION_REPORT,
    label=("Indlæggelsesrapport", "Report of admission"),
    source="MedCom XDIS16; DICTIONARY §2; flowchart 2-2",
    senders=frozenset({Sector.MUNICIPALITY}),
    recipients=frozenset({Recipient.HOSPITAL}),
    sections=(
        _DECISIONS,
        ability_section(
            ("Funktionsevne før indlæggelsen", "Ability before the admission"),
            required=True,
            columns=(BEFORE, REMARK),
            answered=BEFORE,
        ),
        _HELP,
        NURSING,
        _LIFE,
        RELATIVES,
        _CONTACT,
    ),
    consequence=(
        "Forløbet viser straks, at indlæggelsesrapporten er sendt.",
        "The journey shows at once that the report of admission is sent.",
    ),
)
