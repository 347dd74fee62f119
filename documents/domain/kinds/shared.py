"""Sections that several kinds share: ability, nursing areas, relatives, medicine at home (MedCom DICTIONARY §0, §4)."""

from documents.domain.declaring import CodeChoice, DeclaredSection, Field, Form, JourneyFact, Text

# ICF codes of the message in its order, with the national labels (DICTIONARY §0.5).
ABILITIES: tuple[tuple[str, Text], ...] = (
    ("FA510", ("Vaske sig", "Washing")),
    ("FA540", ("Af- og påklædning", "Dressing")),
    ("FA530", ("Gå på toilet", "Toileting")),
    ("FA420", ("Forflytte sig", "Transferring")),
    ("FA460", ("Færden i forskellige omgivelser", "Moving around")),
    ("FA560", ("Drikke", "Drinking")),
    ("FA550", ("Spise", "Eating")),
)
SCORES = (
    CodeChoice(code="0", label=("0 Ingen/ubetydelige begrænsninger", "0 No or negligible limitations")),
    CodeChoice(code="1", label=("1 Lette begrænsninger", "1 Slight limitations")),
    CodeChoice(code="2", label=("2 Moderate begrænsninger", "2 Moderate limitations")),
    CodeChoice(code="3", label=("3 Svære begrænsninger", "3 Severe limitations")),
    CodeChoice(code="4", label=("4 Totale begrænsninger", "4 Total limitations")),
    # Considered and left out on purpose; a blank is forgotten.
    CodeChoice(code="9", label=("9 Ikke relevant", "9 Not relevant")),
)
BEFORE, NOW, REMARK = "before", "now", "remark"
_PARTS: tuple[tuple[str, Text, Form], ...] = (
    (BEFORE, ("Før", "Before"), Form.CHOICE),
    (NOW, ("Nu", "Now"), Form.CHOICE),
    (REMARK, ("Bemærkning", "Remark"), Form.LINE),
)


def ability_names(column: str) -> tuple[str, ...]:
    """The fields of one column."""
    return tuple(f"ability_{code.lower()}_{column}" for code, _area in ABILITIES)


def ability_section(
    label: Text, *, required: bool, columns: tuple[str, ...] = (BEFORE, NOW, REMARK), answered: str = NOW
) -> DeclaredSection:
    """Seven areas, each before the admission and now; `required`: the column `answered` must be."""
    fields = (
        Field(
            name=f"ability_{code.lower()}_{part}",
            label=(f"{area[0]}, {column[0].lower()}", f"{area[1]}, {column[1].lower()}"),
            row=area,
            column=column,
            form=form,
            choices=SCORES if form is Form.CHOICE else (),
            required=required and part == answered,
        )
        for code, area in ABILITIES
        for part, column, form in _PARTS
        if part in columns
    )
    assessed = Field(name="ability_assessed_on", label=("Vurderet den", "Assessed on"), form=Form.DAY, past=True)
    return DeclaredSection(name="ability", label=label, fields=(*fields, assessed))


# The eleven areas of the message by letter (DICTIONARY §0.6), each with what a ward writes there.
_AREAS: tuple[tuple[str, Text, Text], ...] = (
    (
        "a",
        ("Bevægeapparat og aktuel funktionsevne", "Movement and present functioning"),
        ("Bevægelse, forflytning, terapeutens konklusion", "Movement, transfers, the therapist's conclusion"),
    ),
    (
        "b",
        ("Ernæring", "Nutrition"),
        ("Indtag, vægt, sonde, synkebesvær, medsendte remedier", "Intake, weight, tube, swallowing, supplies sent"),
    ),
    (
        "c",
        ("Hud og slimhinder", "Skin and mucous membranes"),
        ("Sår, seneste og næste skift, tryksår", "Wounds, last and next dressing, pressure ulcers"),
    ),
    ("d", ("Kommunikation", "Communication"), ("Tolk, høreapparat, afasi", "Interpreter, hearing aid, aphasia")),
    ("e", ("Psykosociale forhold", "Psychosocial matters"), ("", "")),
    (
        "f",
        ("Respiration og cirkulation", "Respiration and circulation"),
        ("Vejrtrækning, ødemer, kompression", "Breathing, oedema, compression"),
    ),
    ("g", ("Seksualitet", "Sexuality"), ("Kun ved et problem", "Only where there is a problem")),
    ("h", ("Smerter og sanseindtryk", "Pain and senses"), ("Sted, styrke, p.n.-behov", "Place, strength, p.n. need")),
    ("i", ("Søvn og hvile", "Sleep and rest"), ("", "")),
    ("j", ("Viden og udvikling", "Knowledge and development"), ("Hukommelse, indsigt", "Memory, insight")),
    (
        "k",
        ("Udskillelse af affaldsstoffer", "Elimination"),
        ("Kateter, seneste afføring med dato", "Catheter, latest bowel movement with its date"),
    ),
)
NURSING = DeclaredSection(
    name="nursing",
    label=("Sygeplejefaglige problemområder", "Nursing problem areas"),
    fields=(
        *(
            Field(name=f"nursing_{letter}", label=(f"{letter.upper()} {da}", f"{letter.upper()} {en}"), hint=hint)
            for letter, (da, en), hint in _AREAS
        ),
        Field(name="nursing_assessed_on", label=("Vurderet den", "Assessed on"), form=Form.DAY, past=True),
    ),
)
# What the journey itself says of the stay, shown and never typed.
ADMITTED = Field(
    name="admitted_at", label=("Indlagt", "Admitted"), form=Form.MOMENT, fact=JourneyFact.ADMITTED_AT, fixed=True
)
AGREED_DISCHARGE = Field(
    name="discharge_at",
    label=("Aftalt udskrivningstidspunkt", "Agreed time of discharge"),
    form=Form.MOMENT,
    fact=JourneyFact.AGREED_DISCHARGE,
    fixed=True,
)
# What psychiatry's agreement and plan both say of the citizen.
CONDITION = Field(
    name="condition", label=("Tilstand og funktionsniveau", "Condition and level of functioning"), required=True
)
SIGNS = Field(name="signs", label=("Tegn på, at det bliver værre", "Signs that it is getting worse"))
WARD_PHONE = Field(
    name="contact_phone",
    label=("Afdelingen kan træffes på", "The ward can be reached at"),
    form=Form.LINE,
    required=True,
    fact=JourneyFact.WARD_PHONE,
)
RELATIVES = DeclaredSection(
    name="relatives",
    label=("Pårørende", "Relatives"),
    fields=(
        Field(name="relatives", label=("Pårørende", "Relatives"), fact=JourneyFact.RELATIVES),
        Field(
            name="relatives_can",
            label=("Hvad de kan og vil hjælpe med", "What they can and will help with"),
        ),
        Field(name="relatives_informed", label=("Er de informeret?", "Are they informed?"), form=Form.YES_NO),
    ),
)
MEDICINE = DeclaredSection(
    name="medicine",
    label=("Medicin i forbindelse med udskrivelsen", "Medicine at the discharge"),
    fields=(
        Field(name="medicine_depot", label=("Seneste depotmedicin", "Latest depot medicine"), form=Form.LINE),
        Field(name="medicine_pn", label=("Seneste p.n.-medicin", "Latest p.n. medicine"), form=Form.LINE),
        Field(
            name="medicine_sent_until", label=("Medsendt medicin rækker til", "Medicine sent lasts to"), form=Form.DAY
        ),
        Field(
            name="medicine_sent_remark",
            label=("Kommentar til medsendt medicin", "Remark on the medicine sent"),
            form=Form.LINE,
        ),
        Field(
            name="medicine_prescription",
            label=("Recept til apotek", "Prescription at the pharmacy"),
            form=Form.YES_NO,
        ),
        Field(
            name="medicine_delivery",
            label=("Afhentning eller udbringning aftalt", "Collection or delivery agreed"),
            form=Form.YES_NO,
        ),
        Field(
            name="medicine_dispensing",
            label=("Dosisdispensering genbestilt", "Dose dispensing re-ordered"),
            form=Form.YES_NO,
        ),
    ),
)
DIET = DeclaredSection(
    name="diet",
    label=("Kost første døgn efter udskrivelsen", "Diet on the first day after the discharge"),
    fields=(
        Field(name="diet_lunch_box", label=("Madpakke gives med", "Lunch box is given"), form=Form.YES_NO),
        Field(name="diet_shopping", label=("Indkøb er aftalt", "Shopping is agreed"), form=Form.YES_NO),
    ),
)
# What is agreed and what to do, so that nobody comes back for want of it (RULES 001-67).
CONTINGENCY = DeclaredSection(
    name="after",
    label=("Efter udskrivelsen", "After the discharge"),
    fields=(
        Field(
            name="follow_up",
            label=("Fremtidige aftaler og opfølgning, og hvem der gør det", "Appointments and follow-up, and by whom"),
        ),
        Field(
            name="contingency",
            label=("Hvis de samme symptomer kommer igen", "If the same symptoms return"),
            hint=("Hvad gør borgeren og kommunen, hvem ringer de til", "What to do and whom to call"),
            counted=True,
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
STAY = DeclaredSection(
    name="stay",
    label=("Indlæggelsen", "The stay"),
    fields=(
        ADMITTED,
        AGREED_DISCHARGE,
        CONDITION,
    ),
)
