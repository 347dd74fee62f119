"""The two annexes: advice on introduction and follow-up, and what psychiatry is to attend to."""

from collections.abc import Mapping

from principles.clauses.rules.in_force import Wording

ANNEXES: Mapping[str, Wording] = {
    "bilag1": Wording(
        ("Bilag 1: Somatikken", "Annex 1: Somatic care"),
        (
            "Råd om at indføre aftalen og følge op. Bilaget er fra 2021; derfor nævner det årstal og spor, som den "
            "senere implementeringsplan har flyttet.",
            "Advice on introducing the agreement and following up. The annex is of 2021; so it names years and tracks "
            "that the later implementation plan has moved.",
        ),
    ),
    "bilag1.1": Wording(
        ("Indførelse i klyngerne", "Introduction in the clusters"),
        (
            "Klyngerne aftaler selv, hvordan principperne bliver til hverdag, og taler jævnligt om, hvordan det går. "
            "Aftalen tages frem tit, og alle kan let finde den og flowchartet.\n\n"
            "Tre spor:\n"
            "- kommunikation: en plan og en pakke af materiale\n"
            "- dialog: i klyngen, på hospitalets afdelinger, i kommunen og i almen praksis\n"
            "- regler: hvad der skal ind i de procedurer, man har",
            "The clusters agree themselves how the principles become daily work, and talk regularly about how it goes. "
            "The agreement is taken out often, and everybody can find it and the flowchart easily.\n\n"
            "Three tracks:\n"
            "- communication: a plan and a package of material\n"
            "- dialogue: in the cluster, on the hospital's wards, in the municipality and in general practice\n"
            "- rules: what is to enter the procedures one has",
        ),
    ),
    "bilag1.2": Wording(
        ("Opfølgning", "Follow-up"),
        (
            "Det første år er en prøve. Klyngerne følger med undervejs; bagefter ser en gruppe fra alle tre sektorer "
            "på "
            "det hele, for Sundhedsstyregruppen, som har ansvaret og afgør, om aftalen skal ændres.\n\n"
            "Der ses på, hvor forløbene lykkedes, og på samarbejdet selv. Gode måder at gøre det på samles og deles, "
            "til sidst på et fælles læringsseminar.",
            "The first year is a trial. The clusters follow along the way; afterwards a group from all three sectors "
            "looks at the whole for the health steering group, which is responsible and decides whether the agreement "
            "is to change.\n\n"
            "They look at where journeys succeeded and at the cooperation itself. Good ways are gathered and shared, "
            "in "
            "the end at a joint learning seminar.",
        ),
    ),
    "bilag1.3": Wording(
        ("Hvad opfølgningen spørger om", "What the follow-up asks"),
        (
            "- hvordan borgere og pårørende oplever udskrivelsen, om de er med, og hvor det lykkes eller ikke\n"
            "- gode forløb, og forløb man kan lære af\n"
            "- gode måder at gøre det på\n"
            "- samarbejdet mellem kommune, hospital og almen praksis\n"
            "- fælles skolebænk\n"
            "- om det virker, at varsler er afløst af fælles forberedelse\n"
            "- om dagen for udskrivelsen og dagen for færdigmeldingen falder sammen\n"
            "- om flowchartet er let at bruge\n"
            "- om principperne betyder noget\n"
            "- om aftalen bør ændres",
            "- how citizens and relatives experience the discharge, whether they take part, and where it succeeds or "
            "not\n"
            "- good journeys, and journeys to learn from\n"
            "- good ways of doing it\n"
            "- the cooperation of municipality, hospital and general practice\n"
            "- joint training\n"
            "- whether shared preparation works in place of periods of notice\n"
            "- whether the day of discharge and the day of being ready coincide\n"
            "- whether the flowchart is easy to use\n"
            "- whether the principles matter\n"
            "- whether the agreement should change",
        ),
    ),
    "bilag2": Wording(
        ("Bilag 2: Psykiatrien", "Annex 2: Psychiatry"),
        (
            "Aftalen var først kun for somatik, fordi der ikke kunne sendes elektronisk til socialområderne. Nu skal "
            "de "
            "kunne modtage korrespondancebreve, og derfor er psykiatrien, kommunernes social- og børneområder og "
            "regionens socialområde med. Her står, hvad de især skal lægge mærke til, princip for princip.",
            "The agreement was first for somatic care only, because nothing could be sent electronically to social "
            "services. Now they must be able to receive correspondence letters, and so psychiatry, the municipalities' "
            "social and children's services and the region's social services are included. Here stands what they are "
            "to attend to, principle by principle.",
        ),
    ),
    "bilag2.1": Wording(
        ("Psykiatri, princip 1: borgeren er med", "Psychiatry, principle 1: the citizen takes part"),
        (
            "Arbejd hen imod én digital løsning, hvor borgeren selv kan se sine aftaler og få fat i folk.\n"
            "- tag pårørende og bostøtter med tidligt, hvis borgeren vil\n"
            "- hold mere i hånden, når borgeren ikke magter en aftale eller næppe læser Digital Post: kort varsel, "
            "også "
            "på telefon\n"
            "- giv et aftalekort med, hvor kommunens, ambulatoriets og afsnittets plan står sammen",
            "Work towards one digital solution where citizens see their own agreements and can reach people.\n"
            "- include relatives and support workers early, if the citizen wants it\n"
            "- hold hands more where the citizen cannot cope with an appointment or hardly reads Digital Post: short "
            "notice, by telephone too\n"
            "- hand over an agreement card with the plans of municipality, outpatient clinic and ward together",
        ),
    ),
    "bilag2.2": Wording(
        ("Psykiatri, princip 2: fælles ansvar", "Psychiatry, principle 2: shared responsibility"),
        (
            "Psykiatri og somatik er lige vigtige.\n"
            "- ingen mellem to stole, heller ikke den, der bor hjemme og følges af kommunens eller regionens "
            "psykiatri\n"
            "- ét system, der griber ind i tide, så borgeren kan blive hjemme\n"
            "- alle kender hinandens vilkår og rammer og taler jævnligt sammen",
            "Psychiatric and somatic care matter equally.\n"
            "- nobody between two chairs, nor those who live at home and are followed by municipal or regional "
            "psychiatry\n"
            "- one system that acts in time, so that the citizen can stay at home\n"
            "- all know each other's conditions and frames and talk regularly",
        ),
    ),
    "bilag2.3": Wording(
        ("Psykiatri, princip 3: begynd tidligt", "Psychiatry, principle 3: begin early"),
        (
            "Arbejd hen imod samme digitale breve som i somatikken.\n"
            "- kend rammerne for korrespondancebrevet\n"
            "- kontakt kommunen så tidligt som muligt, når den ventes at skulle hjælpe; især om børn og unge, som den "
            "tit ikke kender, og om dem, egen læge henviser",
            "Work towards the same digital letters as in somatic care.\n"
            "- know the terms of the correspondence letter\n"
            "- contact the municipality as early as possible when it is expected to help; above all about children and "
            "young people, whom it often does not know, and those referred by the GP",
        ),
    ),
    "bilag2.4": Wording(
        ("Psykiatri, princip 4: del viden", "Psychiatry, principle 4: share knowledge"),
        (
            "- del det, der passer nu og kan holde: tidspunkt, hvad borgeren kan, hvad der skal plejes\n"
            "- giv oplysninger videre ved indlæggelsen i et korrespondancebrev, og ring når det er nødvendigt",
            "- share what is true now and will hold: the time, what the citizen can do, what care is needed\n"
            "- pass on information at admission in a correspondence letter, and telephone where needed",
        ),
    ),
    "bilag2.5": Wording(
        ("Psykiatri, princip 5: møder og planer", "Psychiatry, principle 5: meetings and plans"),
        (
            "- lad behandlere, sagsbehandlere og bostøtter lære hinanden at kende: fælles skolebænk, netværk og "
            "audit af "
            "svære forløb\n"
            "- kommune, almen praksis og borgeren kan også bede om et dialogmøde på tværs\n"
            "- ved udskrivelsen inviterer hospitalet parterne til at skrive med på udskrivningsaftale og "
            "koordinationsplan og sender dem til kommune, bosted, egen læge og andre",
            "- let clinicians, case workers and support workers get to know each other: joint training, networks and "
            "audits of difficult journeys\n"
            "- municipality, general practice and the citizen may also ask for a meeting across sectors\n"
            "- at discharge the hospital invites the parties to contribute to discharge agreement and coordination "
            "plan "
            "and sends them to municipality, residential facility, GP and others",
        ),
    ),
    "bilag2.6": Wording(
        ("Psykiatri, princip 6: forberedelsestid", "Psychiatry, principle 6: preparation time"),
        (
            "- nye kolleger forstår, hvad fælles forberedelsestid er, og at ansvaret er fælles\n"
            "- korrespondancebrev bruges til overlevering, når ingen anden MedCom-standard kan",
            "- new colleagues understand what shared preparation time is, and that the responsibility is shared\n"
            "- the correspondence letter is used for handing over where no other MedCom standard can be",
        ),
    ),
}
