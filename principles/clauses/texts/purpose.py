"""What the agreement is for, where a journey begins and ends, which letters are used, and the dates."""

from collections.abc import Mapping

from principles.clauses.rules.in_force import Wording

PURPOSE: Mapping[str, Wording] = {
    "formaal": Wording(
        ("Formål, parter og opbygning", "Purpose, parties and parts"),
        (
            "Aftalen er de fælles rammer for, hvordan kommuner, hospitaler, regionens socialområde og almen praksis "
            "arbejder sammen, når en borger i Midtjylland bliver indlagt og udskrevet. Målet er et forløb uden "
            "brud.\n\n"
            "Den hører under sundhedsaftalen, bygger på værdier frem for frister og følger fire visioner:\n"
            "- mindre ulighed i sundhed, både socialt og geografisk\n"
            "- borgeren sætter præmisserne\n"
            "- løsninger tæt på, hvor borgeren bor\n"
            "- mest sundhed for pengene\n\n"
            "Den har tre dele: seks principper, et flowchart og råd om indførelse og opfølgning.\n\n"
            "Den gælder akutte og planlagte indlæggelser, i somatik og psykiatri. Psykiatri er her regionspsykiatrien, "
            "regionens socialområde, kommunernes socialpsykiatri og deres arbejde med børn og unge.\n\n"
            "»Vi« er alle fire parter: hospital, regionens socialområde, kommune og almen praksis.",
            "The agreement is the common frame for how municipalities, hospitals, the region's social services and "
            "general practice work together when a citizen of Central Denmark is admitted and discharged. The aim is a "
            "journey without breaks.\n\n"
            "It belongs to the health agreement, builds on values rather than time limits and follows four visions:\n"
            "- less inequality in health, social and geographical\n"
            "- on the citizen's terms\n"
            "- solutions close to where the citizen lives\n"
            "- the most health for the money\n\n"
            "It has three parts: six principles, a flowchart, and advice on introduction and follow-up.\n\n"
            "It covers acute and planned admissions, somatic and psychiatric. Psychiatry here is the regional "
            "psychiatry, the region's social services, the municipalities' social psychiatry and their work with "
            "children and young people.\n\n"
            "“We” are all four parties: hospital, the region's social services, municipality and general practice.",
        ),
    ),
    "fn1": Wording(
        ("Hvad et godt forløb er (fodnote 1)", "What a good journey is (footnote 1)"),
        (
            "Et forløb er godt, når alle parter, og især borgeren og de pårørende, oplever det som ét: samarbejdet "
            "virker, borgeren er med, ved besked og er tryg ved planen, og skiftet mellem sektorer giver ingen "
            "problemer. Det er det, spørgeskemaerne måler.",
            "A journey is good when all parties, and above all the citizen and relatives, experience it as one: the "
            "cooperation works, the citizen takes part, is informed and feels safe about the plan, and moving between "
            "sectors causes no problems. That is what the surveys measure.",
        ),
    ),
    "fn2": Wording(
        ("Hvor forløbet begynder og slutter (fodnote 2)", "Where the journey begins and ends (footnote 2)"),
        (
            "Forløbet begynder, når det besluttes at indlægge borgeren. Sengeafsnittet har først ansvaret for "
            "behandlingen, når borgeren er indlagt.\n\n"
            "Det slutter, når alt dette er sket:\n"
            "- borgeren er udskrevet\n"
            "- kommunen har borgeren i sit system til pleje og hjælpemidler\n"
            "- hospitalets læge har sendt epikrise til egen læge\n"
            "- FMK er ajour\n"
            "- genoptræningsplanen er lavet, hvis der skal være en\n"
            "- resten af hospitalets opgaver ved udskrivelsen er gjort",
            "The journey begins with the decision to admit the citizen. The ward is responsible for the treatment only "
            "once the citizen is admitted.\n\n"
            "It ends when all of this has happened:\n"
            "- the citizen is discharged\n"
            "- the municipality has the citizen in its system for care and aids\n"
            "- the hospital doctor has sent the discharge letter to the GP\n"
            "- the medication record (FMK) is up to date\n"
            "- the rehabilitation plan is made, where there is to be one\n"
            "- the hospital's other tasks at discharge are done",
        ),
    ),
    "fn4": Wording(
        ("Hvilke breve der bruges (fodnote 4)", "Which letters are used (footnote 4)"),
        (
            "Indlæggelsesrapport, plejeforløbsplan, genoptræningsplan og udskrivningsrapport bruges til alle indlagte, "
            "som kommunens ældre- og omsorgsområde kender.\n\n"
            "De fire kan ikke bruges til borgere, der hører under kommunens eller regionens socialområde, hverken i "
            "somatik eller psykiatri. Der skrives korrespondancebrev, og man ringer, når det er nødvendigt.\n\n"
            "Hører borgeren til begge steder, bruges plejeforløbsplan og udskrivningsrapport og korrespondancebrev.\n\n"
            "Inden for kommunen kan relevante oplysninger gives videre, for eksempel en plejeforløbsplan fra ældre- "
            "til "
            "socialområdet.\n\n"
            "Et par steder henviser aftalen til fodnote 3; det er denne, den mener.",
            "Report of admission, care pathway plan, rehabilitation plan and discharge report are used for everybody "
            "admitted whom the municipality's elder care knows.\n\n"
            "The four cannot be used for citizens of the municipal or regional social services, neither in somatic nor "
            "in psychiatric care. A correspondence letter is written, and one telephones where needed.\n\n"
            "Where the citizen belongs to both, care pathway plan and discharge report are used and correspondence "
            "letters too.\n\n"
            "Within the municipality relevant information may be passed on, for instance a care pathway plan from "
            "elder care to social services.\n\n"
            "In a few places the agreement refers to footnote 3; it is this one that it means.",
        ),
    ),
    "fn7": Wording(
        ("Breve i psykiatrien (fodnote 7)", "Letters in psychiatry (footnote 7)"),
        (
            "Psykiatrien bruger stadig plejeforløbsplaner og udskrivningsaftaler gennem MedCom til borgere, som "
            "ældreområdet kender, og andre MedCom-standarder, hvor de passer. Korrespondancebrev er for det, som "
            "intet andet elektronisk brev kan bære.",
            "Psychiatry still uses care pathway plans and discharge agreements through MedCom for citizens whom elder "
            "care knows, and other MedCom standards where they fit. The correspondence letter is for what no other "
            "electronic letter can carry.",
        ),
    ),
    "3": Wording(
        ("Flowchartet", "The flowchart"),
        (
            "Flowchartet viser hele det gode forløb på én gang, akut og planlagt, med mere tekst bag hvert punkt. Det "
            "gælder somatikken; psykiatrien får en enklere udgave.",
            "The flowchart shows the whole good journey at a glance, acute and planned, with more text behind each "
            "node. It is for somatic care; psychiatry is to have a simpler one.",
        ),
    ),
    "4": Wording(
        ("Hvornår aftalen gælder", "When the agreement holds"),
        (
            "Den første udgave galdt fra 1. juni 2021 og kun somatikken. Den blev ført ajour sidst i 2023, så "
            "psykiatrien er med, og denne udgave gælder fra 1. april 2024.",
            "The first edition held from 1 June 2021, for somatic care only. It was revised at the end of 2023 to "
            "include psychiatry; that edition holds from 1 April 2024.",
        ),
    ),
    "5": Wording(
        ("Indførelse og opfølgning", "Introduction and follow-up"),
        (
            "Seks principper virker kun, hvis de indføres med omtanke og følges op. Rådene står i bilag 1 for somatik "
            "og bilag 2 for psykiatri.",
            "Six principles work only if they are introduced with care and followed up. The advice stands in annex 1 "
            "for somatic care and annex 2 for psychiatry.",
        ),
    ),
}
