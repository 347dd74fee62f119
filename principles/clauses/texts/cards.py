"""Dialogue cards: for each principle a case with invented people, and questions for a staff meeting (IP-11)."""

from collections.abc import Mapping
from dataclasses import dataclass

# Danish and English.
Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """A case and what to talk about; the people in it do not exist."""

    case: Text
    questions: tuple[Text, ...]


# By the principle's address in the agreement.
CARDS: Mapping[str, Card] = {
    "1.1": Card(
        (
            "Agnes Eksempel er 84 år, bor alene og har en datter i Norge. Ved indlæggelsen siger hun, at hun er bange"
            " for trappen derhjemme. Ingen skriver det ned. Da hun skal hjem, siger hun ja til alt.",
            "Agnes Eksempel is 84, lives alone and has a daughter in Norway. When she is admitted, she says that she "
            "is afraid of the stairs at home. Nobody writes it down. When she is to go home, she says yes to "
            "everything.",
        ),
        (
            (
                "Hvem spørger hos jer om ønsker og utryghed, og hvor står svaret?",
                "Who asks about wishes and worries where you work, and where is the answer written?",
            ),
            (
                "Hvad gør I mere for den, der ingen pårørende har i nærheden?",
                "What more do you do for somebody without relatives nearby?",
            ),
            (
                "Hvordan ved Agnes, hvad der er aftalt, når hun ligger i sin egen seng?",
                "How does Agnes know what is agreed when she lies in her own bed?",
            ),
        ),
    ),
    "1.2": Card(
        (
            "Fredag kl. 15.10 kommer Bent Prøve hjem uden recept. Afdelingen mener, at egen læge skriver den. "
            "Lægehuset har lukket. Hjemmesygeplejersken står i stuen med en tom æske.",
            "On Friday at 15:10 Bent Prøve comes home without a prescription. The ward thinks that the GP writes it. "
            "The practice is closed. The community nurse stands in the sitting room with an empty box.",
        ),
        (
            (
                "Hvem handler, når ingen er sikker på, hvis opgave det er?",
                "Who acts when nobody is sure whose task it is?",
            ),
            (
                "Hvem ville I ringe til først, og har I nummeret?",
                "Whom would you ring first, and do you have the number?",
            ),
            (
                "Hvordan siger vi det til hinanden bagefter, så det ikke sker igen?",
                "How do we tell each other afterwards, so that it does not happen again?",
            ),
        ),
    ),
    "1.3": Card(
        (
            "Kommunens oplysninger om Carla Demo er tre måneder gamle. Siden har hun fået rollator og hjælp hver "
            "morgen. Afdelingen planlægger ud fra det, der står, og regner med, at hun klarer sig selv.",
            "The municipality's information about Carla Demo is three months old. Since then she got a rollator and "
            "help every morning. The ward plans by what it reads and expects her to manage on her own.",
        ),
        (
            (
                "Hvornår ser I sidst efter, om det, I sender, stadig passer?",
                "When do you last check whether what you send still holds?",
            ),
            (
                "Hvad kan I planlægge det første døgn, selv om meget er uvist?",
                "What can you plan in the first 24 hours although much is unknown?",
            ),
            (
                "Hvem taler med Carla om, hvordan en almindelig dag ser ud?",
                "Who talks with Carla about what an ordinary day is like?",
            ),
        ),
    ),
    "1.4": Card(
        (
            "I planen står, at Dagny Fiktiv går med stok. Den dag, hun kommer hjem, skal der to og en lift til. Ingen"
            " har løjet: planen blev skrevet tre dage før og ikke rettet.",
            "The plan says that Dagny Fiktiv walks with a stick. On the day she comes home it takes two people and a "
            "hoist. Nobody lied: the plan was written three days earlier and never corrected.",
        ),
        (
            ("Hvornår er en plan så sikker, at den skal sendes?", "When is a plan certain enough to be sent?"),
            ("Hvad gør I i det øjeblik, den ikke passer mere?", "What do you do the moment it no longer holds?"),
            (
                "Hvad har I brug for at vide om det, den anden side kan nå?",
                "What do you need to know of what the other side can manage?",
            ),
        ),
    ),
    "1.5": Card(
        (
            "Visitationen får et brev: »Vi forventer svar straks.« Det var skrevet for at hjælpe og blev læst som en "
            "ordre. De to har aldrig talt sammen.",
            'The needs assessment gets a letter: "We expect an answer at once." It was written to help and read as an'
            " order. The two have never spoken.",
        ),
        (
            ("Hvordan ville I selv have skrevet det?", "How would you have written it yourselves?"),
            ("Hvornår ringer I i stedet for at skrive?", "When do you ring instead of writing?"),
            (
                "Hvem på den anden side kender I ved navn, og hvem burde I kende?",
                "Whom on the other side do you know by name, and whom should you know?",
            ),
        ),
    ),
    "1.6": Card(
        (
            "Ejnar Opdigtet er klar kl. 10, og sengen skal bruges kl. 12. Plejesengen derhjemme kan komme om to dage."
            " Begge sider har ret, og Ejnar sidder på gangen med sin taske.",
            "Ejnar Opdigtet is ready at 10, and the bed is needed at 12. The care bed at home can come in two days. "
            "Both sides are right, and Ejnar sits in the corridor with his bag.",
        ),
        (
            ("Hvad kunne hver side have vidst to dage før?", "What could each side have known two days earlier?"),
            (
                "Hvilke hjælpemidler tager lang tid hos jer, og hvem ved det?",
                "Which aids take long where you are, and who knows?",
            ),
            (
                "Hvordan finder I en tid, som alle tre kan stå ved?",
                "How do you find a time that all three can stand by?",
            ),
        ),
    ),
}
