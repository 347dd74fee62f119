"""Pocket cards for hospital and municipality, front and back: what to do, each line with its clause (IP-11).

Our own words; a line that names hours names them because a rule of the house does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Danish and English.
Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PocketLine:
    """One thing to do, and the clause that asks for it."""

    text: Text
    clause: str


@dataclass(frozen=True, slots=True)
class PocketSide:
    """One side of the card."""

    title: Text
    lines: tuple[PocketLine, ...]


@dataclass(frozen=True, slots=True)
class PocketCard:
    """Front and back."""

    title: Text
    front: PocketSide
    back: PocketSide


_BEGIN = ("Ved indlæggelsen", "At the admission")
# By the last part of the card's address.
POCKET_CARDS: Mapping[str, PocketCard] = {
    "hospital": PocketCard(
        ("Lommekort til hospitalet", "Pocket card for the hospital"),
        PocketSide(
            _BEGIN,
            (
                PocketLine(
                    ("Spørg om ønsker og utryghed, og skriv dem ned.", "Ask for wishes, write them down."), "1.1.1"
                ),
                PocketLine(("Ingen pårørende? Så koordinerer vi mere.", "No relatives? We coordinate more."), "1.1.2"),
                PocketLine(("Begynd planen for hjemkomsten inden et døgn.", "Begin to plan within a day."), "1.3.1"),
                PocketLine(("Spørg egen læge om det, praksis ved.", "Ask the practice for what it knows."), "1.4"),
                PocketLine(("Navngiv den patientansvarlige læge.", "Name the responsible physician."), "2.2.1"),
            ),
        ),
        PocketSide(
            ("Mod hjemkomsten", "Towards the home-coming"),
            (
                PocketLine(
                    ("Send planen, så snart den er realistisk.", "Send the plan once it is realistic."), "1.6.3"
                ),
                PocketLine(("Skriv, hvad man gør, hvis det sker igen.", "Write what to do if it returns."), "1.6.7"),
                PocketLine(("Aftal tiden med kommune og borger.", "Agree the time with all."), "1.6.5"),
                PocketLine(
                    ("Ring, når noget skal ske inden et døgn.", "Call when it must be done within a day."), "fn4"
                ),
                PocketLine(
                    ("Medicinkort ajour, epikrise til egen læge.", "Medication record, letter to the GP."), "1.6.8"
                ),
                PocketLine(("Afdelingen svarer i 72 timer.", "The ward answers for 72 hours."), "2.2.5"),
            ),
        ),
    ),
    "kommune": PocketCard(
        ("Lommekort til kommunen", "Pocket card for the municipality"),
        PocketSide(
            _BEGIN,
            (
                PocketLine(("Er vores oplysninger ajour? Send rapporten.", "Up to date? Send the report."), "1.3.2"),
                PocketLine(("Noget ændret? Send rapporten igen.", "Anything changed? Send it again."), "1.6.1"),
                PocketLine(("Sig, hvad borgeren og de pårørende ønsker.", "Tell what the citizen wishes."), "1.1.1"),
                PocketLine(("Læs korrespondance i hver vagt.", "Read correspondence in every shift."), "fn4"),
                PocketLine(
                    ("I tvivl? Den, der har borgeren, handler.", "In doubt? Whoever has the citizen acts."), "1.2.2"
                ),
            ),
        ),
        PocketSide(
            ("Mod hjemkomsten", "Towards the home-coming"),
            (
                PocketLine(
                    ("Svar på tiden: ja, en anden, eller hvad der mangler.", "Answer the time proposed."), "1.6.5"
                ),
                PocketLine(("Sig til, når hjælpemidler tager tid.", "Say when aids take time."), "1.6.6"),
                PocketLine(
                    ("Hospitalet mangler sengen: skynd jer, hvor I kan.", "The hospital needs the bed."), "1.6.6"
                ),
                PocketLine(("Tag imod, og registrér borgeren.", "Receive and enrol the citizen."), "fn2"),
                PocketLine(("Ring til afdelingen de første 72 timer.", "Call the ward for 72 hours."), "2.2.5"),
                PocketLine(("Efter hospitalet svarer egen læge.", "After the hospital the GP answers."), "2.2.3"),
            ),
        ),
    ),
}
