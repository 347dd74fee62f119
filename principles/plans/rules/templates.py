"""The implementation plan in both its versions, as templates with months from the start (RULES 1.2, IP-01…IP-40).

The introduction in the clusters (001-100) in its three tracks (001-101), followed up through the first year (001-102).

002 is the one that was decided; 000 is its draft and is kept for comparison. Month 1 is the month in which the plan
starts; month 0 is the month before. The words are our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Danish and English.
Text = tuple[str, str]


class PlanTrack(StrEnum):
    """The three tracks (IP-04)."""

    COMMUNICATION = "communication"
    DIALOGUE = "dialogue"
    PROCEDURE = "procedure"


class Body(StrEnum):
    """Who a template makes responsible."""

    FOLLOW_UP_GROUP = "follow_up_group"
    CLUSTER = "cluster"
    HOSPITALS = "hospitals"
    MUNICIPALITIES = "municipalities"
    PRACTICES = "practices"
    REGION = "region"
    COMMUNICATION_UNITS = "communication_units"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateTask:
    """One task of a template. Without `first_month` it begins when it is agreed; without months it has no time."""

    key: str
    track: PlanTrack
    title: Text
    last_month: int
    bodies: Sequence[Body]
    first_month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A plan to begin from. `archived` ones are shown and no plan is begun from them."""

    key: str
    title: Text
    source: str
    tracks: Mapping[PlanTrack, Text]
    items: Sequence[TemplateTask]
    archived: bool = False

    def item(self, key: str) -> TemplateTask | None:
        """The task of that number, or none."""
        return next((item for item in self.items if item.key == key), None)


_EVERYBODY = (Body.MUNICIPALITIES, Body.HOSPITALS, Body.PRACTICES)
_SEMINAR: Text = (
    "Læringsseminar: hver klynge holder et oplæg, og erfaringer samles i et inspirationskatalog",
    "Learning seminar: each cluster presents, and experience is collected in a catalogue of inspiration",
)
_WRAP_UP: Text = (
    "Opsamling i klyngen: hvad lærte vi, og hvad vil vi ændre?",
    "Wrap-up in the cluster: what did we learn, and what do we change?",
)
_STATUS: Text = (
    "Status efter de fem spørgsmål, og om nødvendigt en ny dialogindsats",
    "Status by the five questions, and if needed another effort of dialogue",
)
_LOCAL: Text = (
    "Lokale aftaler på hospitalet, hvis retningslinjen ikke rækker",
    "Local agreements at the hospital where the guideline is not enough",
)
_INTO_RULES: Text = (
    "Aftalens vigtigste punkter ind i de regler, der findes i forvejen",
    "The agreement's main points put into existing rules",
)
_RULES_STATUS: Text = ("Er der regler, der skal justeres?", "Do any rules need adjusting?")
# Alike in both plans, months too.
_PLAN = TemplateTask(
    key="IP-20",
    track=PlanTrack.DIALOGUE,
    title=(
        "Klyngens plan: gruppe, fora, dialog og lokale planer",
        "The cluster's plan: group, fora, dialogue and local plans",
    ),
    last_month=0,
    bodies=(Body.CLUSTER, *_EVERYBODY),
)
_GUIDELINE = TemplateTask(
    key="IP-30",
    track=PlanTrack.PROCEDURE,
    title=("Regional retningslinje for hospitalerne", "Regional guideline for the hospitals"),
    last_month=0,
    bodies=(Body.REGION,),
)
_PLACED = TemplateTask(
    key="IP-31",
    track=PlanTrack.PROCEDURE,
    title=("Aftalen lægges, hvor medarbejderne let finder den", "The agreement is put where staff find it easily"),
    last_month=0,
    bodies=_EVERYBODY,
)
_RULES_ADJUSTED = TemplateTask(
    key="IP-35",
    track=PlanTrack.PROCEDURE,
    title=("Reglerne justeres, hvis der er behov", "Rules are adjusted where needed"),
    first_month=7,
    last_month=8,
    bodies=_EVERYBODY,
)

DECIDED = Template(
    key="002",
    title=("Implementeringsplan, vedtaget", "Implementation plan, as decided"),
    source="002",
    tracks={
        PlanTrack.COMMUNICATION: ("Kommunikation", "Communication"),
        PlanTrack.DIALOGUE: ("Dialog", "Dialogue"),
        PlanTrack.PROCEDURE: ("Procedurer", "Procedures"),
    },
    items=(
        TemplateTask(
            key="IP-10.1",
            track=PlanTrack.COMMUNICATION,
            title=(
                "Kommunikationspakke 1: oplæg, plakat med flowchart, huskekort, hjemmeside og drejebog",
                "Communication package 1: slides, poster of the flowchart, pocket cards, website and script",
            ),
            last_month=0,
            bodies=(Body.FOLLOW_UP_GROUP,),
        ),
        TemplateTask(
            key="IP-14",
            track=PlanTrack.COMMUNICATION,
            title=(
                "Kick-off: aftalen præsenteres på et møde med plads til spørgsmål",
                "Kick-off: the agreement is presented at a meeting with room for questions",
            ),
            first_month=1,
            last_month=1,
            bodies=(Body.FOLLOW_UP_GROUP,),
        ),
        TemplateTask(
            key="IP-13",
            track=PlanTrack.COMMUNICATION,
            title=(
                "Materialet når ud til alle, og det aftales lokalt, hvordan det bruges",
                "The material reaches everybody, and its use is agreed locally",
            ),
            first_month=1,
            last_month=4,
            bodies=(Body.COMMUNICATION_UNITS, Body.CLUSTER),
        ),
        TemplateTask(
            key="IP-10.2",
            track=PlanTrack.COMMUNICATION,
            title=(
                "Kommunikationspakke 2: dialogkort til hvert princip og dilemmafilm",
                "Communication package 2: dialogue cards for each principle and dilemma films",
            ),
            first_month=1,
            last_month=3,
            bodies=(Body.FOLLOW_UP_GROUP,),
        ),
        _PLAN,
        TemplateTask(
            key="IP-22",
            track=PlanTrack.DIALOGUE,
            title=(
                "Forberedelse til den dag, alle bruger principperne: lokale planer, information og dialog",
                "Preparing for the day when all use the principles: local plans, information and dialogue",
            ),
            first_month=1,
            last_month=4,
            bodies=(Body.CLUSTER, *_EVERYBODY),
        ),
        TemplateTask(
            key="IP-23.1",
            track=PlanTrack.DIALOGUE,
            title=(
                "Samarbejdsmøder i klyngen, gerne efter PDSA",
                "Cooperation meetings in the cluster, possibly by PDSA",
            ),
            first_month=5,
            last_month=10,
            bodies=(Body.CLUSTER,),
        ),
        TemplateTask(
            key="IP-23.2",
            track=PlanTrack.DIALOGUE,
            title=(
                "Sparring på tværs: en fra regionen og en fra en kommune fra hver klynge",
                "Sparring across clusters: one from the region and one from a municipality of each cluster",
            ),
            first_month=5,
            last_month=10,
            bodies=(Body.FOLLOW_UP_GROUP,),
        ),
        TemplateTask(
            key="IP-24",
            track=PlanTrack.DIALOGUE,
            title=_STATUS,
            first_month=11,
            last_month=12,
            bodies=(Body.CLUSTER,),
        ),
        TemplateTask(
            key="IP-26",
            track=PlanTrack.DIALOGUE,
            title=_SEMINAR,
            first_month=13,
            last_month=13,
            bodies=(Body.FOLLOW_UP_GROUP, Body.CLUSTER),
        ),
        TemplateTask(
            key="IP-27",
            track=PlanTrack.DIALOGUE,
            title=_WRAP_UP,
            # The plan says "month 14–17 (July–September)", which is three months: its names are followed.
            first_month=14,
            last_month=16,
            bodies=(Body.CLUSTER,),
        ),
        _GUIDELINE,
        _PLACED,
        TemplateTask(
            key="IP-32",
            track=PlanTrack.PROCEDURE,
            title=_LOCAL,
            first_month=1,
            last_month=4,
            bodies=(Body.HOSPITALS,),
        ),
        TemplateTask(
            key="IP-33", track=PlanTrack.PROCEDURE, title=_INTO_RULES, first_month=1, last_month=4, bodies=_EVERYBODY
        ),
        TemplateTask(
            key="IP-34", track=PlanTrack.PROCEDURE, title=_RULES_STATUS, first_month=5, last_month=6, bodies=_EVERYBODY
        ),
        _RULES_ADJUSTED,
    ),
)

DRAFT = Template(
    key="000",
    title=("Implementeringsplan, udkast", "Implementation plan, draft"),
    source="000",
    archived=True,
    tracks={**DECIDED.tracks, PlanTrack.PROCEDURE: ("Regler", "Rules")},
    items=(
        TemplateTask(
            key="IP-10",
            track=PlanTrack.COMMUNICATION,
            title=(
                "Kommunikationspakke: dialogkort, oplæg til afdelingsmøder og flowchart på tryk",
                "Communication package: dialogue cards, slides for ward meetings and the flowchart in print",
            ),
            last_month=0,
            bodies=(Body.FOLLOW_UP_GROUP,),
        ),
        _PLAN,
        TemplateTask(
            key="IP-23",
            track=PlanTrack.DIALOGUE,
            title=(
                "Samarbejdsmøder i klyngen med opfølgning, gerne efter PDSA",
                "Cooperation meetings in the cluster with follow-up, possibly by PDSA",
            ),
            first_month=1,
            last_month=8,
            bodies=(Body.CLUSTER,),
        ),
        TemplateTask(
            key="IP-24",
            track=PlanTrack.DIALOGUE,
            title=("Status efter de fem spørgsmål", "Status by the five questions"),
            first_month=8,
            last_month=10,
            bodies=(Body.CLUSTER,),
        ),
        TemplateTask(
            key="IP-25",
            track=PlanTrack.DIALOGUE,
            title=("Dialogen justeres", "The dialogue is adjusted"),
            first_month=10,
            last_month=10,
            bodies=(Body.CLUSTER,),
        ),
        TemplateTask(
            key="IP-26",
            track=PlanTrack.DIALOGUE,
            title=_SEMINAR,
            first_month=12,
            last_month=12,
            bodies=(Body.FOLLOW_UP_GROUP, Body.CLUSTER),
        ),
        TemplateTask(
            key="IP-27",
            track=PlanTrack.DIALOGUE,
            title=_WRAP_UP,
            first_month=13,
            last_month=15,
            bodies=(Body.CLUSTER,),
        ),
        _GUIDELINE,
        _PLACED,
        TemplateTask(
            key="IP-32",
            track=PlanTrack.PROCEDURE,
            title=_LOCAL,
            first_month=1,
            last_month=3,
            bodies=(Body.HOSPITALS,),
        ),
        TemplateTask(
            key="IP-33", track=PlanTrack.PROCEDURE, title=_INTO_RULES, first_month=1, last_month=3, bodies=_EVERYBODY
        ),
        TemplateTask(
            key="IP-34", track=PlanTrack.PROCEDURE, title=_RULES_STATUS, first_month=4, last_month=6, bodies=_EVERYBODY
        ),
        _RULES_ADJUSTED,
    ),
)

TEMPLATES: Mapping[str, Template] = {template.key: template for template in (DECIDED, DRAFT)}

BODIES: Mapping[Body, Text] = {
    Body.FOLLOW_UP_GROUP: ("den tværsektorielle gruppe", "the cross-sector group"),
    Body.CLUSTER: ("klyngen", "the cluster"),
    Body.HOSPITALS: ("hospitalerne", "the hospitals"),
    Body.MUNICIPALITIES: ("kommunerne", "the municipalities"),
    Body.PRACTICES: ("almen praksis", "general practice"),
    Body.REGION: ("regionen", "the region"),
    Body.COMMUNICATION_UNITS: ("kommunikationsafdelingerne", "the communication units"),
}
