"""The six principles and their points."""

from collections.abc import Mapping

from principles.clauses.rules.in_force import Wording

PRINCIPLES: Mapping[str, Wording] = {
    "1": Wording(
        ("De seks principper", "The six principles"),
        (
            "Principperne er aftalens kerne: visionerne gjort til noget, man kan gøre sammen om en indlæggelse.",
            "The principles are the heart of the agreement: the visions turned into what can be done together about an "
            "admission.",
        ),
    ),
    "1.1": Wording(
        ("Princip 1: Borgeren og de pårørende er med", "Principle 1: The citizen and relatives take part"),
        (
            "Vi lader borgeren og de pårørende være med så meget som muligt, så borgeren kan mærke det og selv kan "
            "gøre en del af arbejdet.",
            "We let the citizen and relatives take part as much as possible, so that the citizen notices it and can do "
            "a share of the work.",
        ),
    ),
    "1.1.1": Wording(
        ("Ønsker og bekymringer", "Wishes and worries"),
        (
            "Vi taler sammen, begge veje. Borgeren siger, hvad borgeren mener, vil og er utryg ved; sammen vælges den "
            "løsning, der er fagligt bedst i netop det liv.",
            "We talk, both ways. The citizen says what they think, want and worry about; together we choose the "
            "solution that is professionally best in that very life.",
        ),
    ),
    "1.1.2": Wording(
        ("Mere støtte til dem, der mangler den", "More support for those who lack it"),
        (
            "Nogle har brug for, at vi koordinerer mere, især hvor der ingen pårørende er. De, der kan og vil selv, "
            "hjælpes til det.",
            "Some need us to coordinate more, above all where there are no relatives. Those who can and will manage "
            "themselves are helped to do so.",
        ),
    ),
    "1.1.3": Wording(
        ("Hvad er aftalt, og hvad sker der nu", "What is agreed, and what happens next"),
        (
            "Fra den første dag til den sidste siger vi tydeligt til borgeren og de pårørende, hvad der er aftalt, og "
            "hvad der sker, så forventningerne passer.",
            "From the first day to the last we tell the citizen and relatives clearly what is agreed and what will "
            "happen, so that expectations fit.",
        ),
    ),
    "1.2": Wording(
        ("Princip 2: Ansvaret er fælles", "Principle 2: The responsibility is shared"),
        (
            "Det er ikke nok, at hver gør sit. Vi ser hele forløbet og retter vores arbejde ind efter hinanden.",
            "It is not enough that each does their own. We look at the whole journey and adjust our work to each "
            "other.",
        ),
    ),
    "1.2.1": Wording(
        ("Ét hold", "One team"),
        (
            "Borgeren møder os som ét hold, der stoler på og respekterer hinanden, bruger hinandens viden og går ud "
            "fra, hvad borgeren har brug for.",
            "The citizen meets us as one team that trusts and respects each other, uses each other's knowledge and "
            "starts from what the citizen needs.",
        ),
    ),
    "1.2.2": Wording(
        ("I tvivl: den, der har kontakten, handler", "In doubt: whoever has the contact acts"),
        (
            "Ingen borger må ende mellem to stole. Er der tvivl, er det den part, der har borgeren for sig, som skal "
            "gøre noget. Derfor har hver åben opgave her én ejer.",
            "No citizen may end between two chairs. In doubt it is the party that has the citizen before it which must "
            "do something. That is why each open task here has one owner.",
        ),
    ),
    "1.2.3": Wording(
        ("Sikkerhed og ordentlighed", "Safety and decency"),
        (
            "Vi arbejder med patientsikkerhed og kvalitet for øje og møder hinanden med rummelighed.",
            "We work with patient safety and quality in view and meet each other with tolerance.",
        ),
    ),
    "1.3": Wording(
        ("Princip 3: Udskrivelsen begynder ved indlæggelsen", "Principle 3: The discharge begins at the admission"),
        (
            "En god udskrivelse hviler på en indlæggelse, der fra starten er koordineret. Egen læge eller lægevagten "
            "fortæller hospitalet, hvordan borgeren har det, hvorfor der henvises, og hvad man ellers bør vide.",
            "A good discharge rests on an admission that is coordinated from the start. The GP or the out-of-hours "
            "doctor tells the hospital how the citizen is, why they refer, and what else one should know.",
        ),
    ),
    "1.3.1": Wording(
        ("Hospitalet begynder planen med det samme", "The hospital begins the plan at once"),
        (
            "Hospitalet taler om og planlægger udskrivelsen fra indlæggelsen, både med borgeren og de pårørende og med "
            "kommunen.",
            "The hospital talks about and plans the discharge from the admission on, with the citizen and relatives "
            "and with the municipality.",
        ),
    ),
    "1.3.2": Wording(
        ("Kommunens oplysninger er ajour", "The municipality's information is up to date"),
        (
            "Kommunen holder det, den ved, ajour, så hospitalet er godt orienteret ved indlæggelsen. Er der nyt, "
            "sender "
            "den selv en ny indlæggelsesrapport.",
            "The municipality keeps what it knows up to date, so that the hospital is well informed at admission. "
            "Where "
            "there is news, it sends a new report of admission itself.",
        ),
    ),
    "1.4": Wording(
        ("Princip 4: Del viden, og vær realistisk", "Principle 4: Share knowledge, and be realistic"),
        (
            "Alle deler det, de ved af betydning, før en indlæggelse og før en udskrivelse. Hospitalet kan spørge "
            "lægevagten eller egen læge ved en akut indlæggelse og egen læge ved en planlagt.",
            "All share what they know of importance, before an admission and before a discharge. The hospital may ask "
            "the out-of-hours service or the GP at an acute admission and the GP at a planned one.",
        ),
    ),
    "1.4.1": Wording(
        ("Tidstro oplysninger", "Information as of now"),
        (
            "Vi hjælper hinanden med oplysninger, der passer nu, og er til at få fat i. Før en udskrivelse får "
            "kommunen "
            "hurtigt besked fra hospitalet, men kun realistisk besked, og almen praksis får epikrisen.",
            "We help each other with information that is true now, and can be reached. Before a discharge the "
            "municipality hears from the hospital quickly, but realistically, and general practice gets the discharge "
            "letter.",
        ),
    ),
    "1.5": Wording(
        ("Princip 5: Kend hinanden, og tal sammen", "Principle 5: Know each other, and talk"),
        (
            "Samarbejde hviler på tillid. Derfor bruger vi fortsat tid på at kende hinanden: fælles skolebænk i "
            "klyngerne, møder med almen praksis efter arbejdstid, praksiskonsulenter.",
            "Cooperation rests on trust. So we go on spending time on knowing each other: joint training in the "
            "clusters, after-hours meetings with general practice, practice consultants.",
        ),
    ),
    "1.5.1": Wording(
        ("Sådan skriver og taler vi", "How we write and talk"),
        (
            "Med respekt, i tide, præcist, og så problemet bliver løst.",
            "With respect, in time, precisely, and so that the problem is solved.",
        ),
    ),
    "1.6": Wording(
        ("Princip 6: Fælles forberedelsestid", "Principle 6: Shared preparation time"),
        (
            "Kommune, socialområde og hospital har hver brug for tid til at forberede sig, og de respekterer "
            "hinandens. "
            "Faste varsler findes ikke længere.",
            "Municipality, social services and hospital each need time to prepare, and they respect each other's. "
            "There "
            "are no fixed periods of notice any more.",
        ),
    ),
    "1.6.1": Wording(
        ("Kommunen er ajour ved indlæggelsen", "The municipality is up to date at admission"),
        (
            "Det, kommunen ved om borgeren, er ajour, når borgeren indlægges.",
            "What the municipality knows of the citizen is up to date when the citizen is admitted.",
        ),
    ),
    "1.6.2": Wording(
        ("Hospitalet inddrager tidligt", "The hospital involves others early"),
        (
            "Hospitalet forbereder udskrivelsen fra indlæggelsen og taler tidligt med kommune og borger.",
            "The hospital prepares the discharge from the admission on and talks early with municipality and citizen.",
        ),
    ),
    "1.6.3": Wording(
        ("Hurtigt, men realistisk: plejeforløbsplanen", "Quick but realistic: the care pathway plan"),
        (
            "Tidspunktet meldes i plejeforløbsplanen, så snart det kan meldes sikkert: så sikkert som muligt, og uden "
            "at man venter, det ændrer sig. Planen sendes, når hospitalet har et realistisk billede af, hvad borgeren "
            "kan, skal plejes med og skal have af hjælpemidler.",
            "The time is told in the care pathway plan as soon as it can be told reliably: as sure as possible, and "
            "not "
            "thought likely to change. The plan is sent when the hospital has a realistic picture of what the citizen "
            "can do, what care is needed and which aids.",
        ),
    ),
    "1.6.4": Wording(
        ("Planlæg så tidligt, som tilstanden tillader", "Plan as early as the condition allows"),
        (
            "Udskrivelsen planlægges tidligt, men aldrig forbi borgerens tilstand, det borgeren kan med krop og hoved, "
            "sikkerhed og kvalitet.",
            "The discharge is planned early, but never past the citizen's condition, what body and mind can do, safety "
            "and quality.",
        ),
    ),
    "1.6.5": Wording(
        ("Tiden aftales af tre", "Three agree on the time"),
        (
            "Kommune, hospital og borger aftaler tiden, så borgeren kan tage hjem den dag, hvor borgeren er "
            "færdigbehandlet. Som regel er det hospitalet, der tager initiativet.",
            "Municipality, hospital and citizen agree on the time, so that the citizen can go home on the day of being "
            "ready for discharge. As a rule the hospital takes the initiative.",
        ),
    ),
    "1.6.6": Wording(
        ("Tid nok, og en seng til den næste", "Time enough, and a bed for the next"),
        (
            "Kommunen får den tid, det kræver at gøre hjem eller plads klar; mest, når hjælpemidler skal tilpasses, "
            "udstyr stilles op eller boligen ændres. Til gengæld husker kommunen, at sengen skal bruges.",
            "The municipality gets the time it takes to make home or place ready; most where aids are fitted, "
            "equipment "
            "is put up or the home is changed. In return it remembers that the bed is needed.",
        ),
    ),
    "1.6.7": Wording(
        ("Undgå, at borgeren kommer igen", "Avoid that the citizen comes back"),
        (
            "Plejeforløbsplanen siger, hvad man kan gøre, hvis symptomerne kommer igen, så en ny indlæggelse kan "
            "undgås.",
            "The care pathway plan says what can be done if the symptoms return, so that a new admission is avoided.",
        ),
    ),
    "1.6.8": Wording(
        ("Epikrise i tide", "Discharge letter in time"),
        (
            "Almen praksis får hospitalets epikrise inden for den standard, der gælder.",
            "General practice gets the hospital's discharge letter within the standard that holds.",
        ),
    ),
}
