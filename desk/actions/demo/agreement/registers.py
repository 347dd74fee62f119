"""Some of each register: offers, a practice that another cluster took up, training, requests, a status."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from organisations.domain.moments import local_date
from organisations.domain.roles import Role
from organisations.models import CooperationArea, User
from principles.models import Adoption, Alternative, FollowUpAnswer, SharedPractice, TrainingEvent
from principles.registers.actions import (
    ask_for_change,
    decide_change,
    save_alternative,
    save_answer,
    save_event,
    save_practice,
    state_status,
)
from principles.registers.rules.changes import ChangeState
from principles.registers.rules.initiatives import Status, initiatives
from principles.registers.rules.training import TrainingKind
from principles.registers.selectors import own_cluster

# Name, for whom, number, hours, how.
_OFFERS = (
    (
        "Akutteamet",
        "Borgere over 65 med infektion, væskemangel eller forværring, der kan ses hjemme",
        "00 00 11 01",
        "Alle dage kl. 7–23",
        "Ring og beskriv borgeren. En sygeplejerske er der inden for to timer.",
    ),
    (
        "Kommunale akutpladser",
        "Borgere, der ikke kan være hjemme i nogle døgn, men ikke skal på hospital",
        "00 00 11 02",
        "Hele døgnet",
        "Egen læge eller vagtlæge ordinerer; pladsen aftales i telefonen.",
    ),
    (
        "Subakut tid i medicinsk modtagelse",
        "Borgere, der skal undersøges inden for et døgn og kan sove hjemme",
        "00 00 11 03",
        "Hverdage kl. 8–16",
        "",
    ),
)
_ENDED = ("Influenzaklinik", "Borgere med influenza og nedsat kraft", "00 00 11 04", "Hverdage kl. 10–14", "")


_ANSWERS = {
    "FQ3": "Telefontiden kl. 13 er taget op af en anden klynge. Vi viser den på næste seminar.",
    "FQ6": "Afsnit og visitation taler sammen tidligere end før. I weekenden mangler vi stadig nogen at ringe til.",
}


def write_registers(now: datetime) -> None:
    """Once, by the cluster administrator and others of the demo; what is there already stays."""
    by = _who(Role.CLUSTER_ADMINISTRATOR)
    area = own_cluster(by, on=local_date(now)) if by else None
    if by is None or area is None or Alternative.objects.exists():
        return
    _offer(area, by, now)
    _describe(area, by, now)
    _train(area, by, now)
    _ask(now)
    for question, answer in _ANSWERS.items():
        save_answer(FollowUpAnswer(area=area, question=question, words=answer), by=by, now=now)
    words = "Akutteamet dækker nu alle kommuner i klyngen. Sygeplejerskerne savner en fast læge at ringe til."
    on, owner = local_date(now) - timedelta(days=12), "Akutgruppen i Midtklyngen"
    state_status(initiatives()["HP-3a"], status=Status.UNDER_WAY, owner=owner, words=words, on=on, by=by, now=now)


def _who(role: Role) -> User | None:
    return User.objects.filter(active_membership__role=role.value, fictitious=True).order_by("pk").first()


def _offer(area: CooperationArea, by: User, now: datetime) -> None:
    today = local_date(now)
    spans: list[tuple[date, date | None]] = [(today - timedelta(days=200), None)] * len(_OFFERS)
    spans.append((today - timedelta(days=330), today - timedelta(days=210)))
    for offer, (first, last) in zip((*_OFFERS, _ENDED), spans, strict=True):
        named = dict(zip(("name", "for_whom", "phone", "hours", "how"), offer, strict=True))
        save_alternative(Alternative(area=area, valid_from=first, last_on=last, **named), by=by, now=now)


def _describe(area: CooperationArea, by: User, now: datetime) -> None:
    today = local_date(now)
    practice = SharedPractice(
        area=area,
        title="Fast telefontid mellem afsnit og visitation kl. 13",
        problem="Spørgsmål om hjælpemidler gik frem og tilbage i flere dage.",
        method="Afsnittet samler dagens spørgsmål. Visitationen ringer kl. 13 og svarer på alle.",
        effect="Færre planer bliver ændret det sidste døgn.",
        indicator="K6",
        published_on=today - timedelta(days=60),
    )
    save_practice(practice, by=by, now=now)
    other = CooperationArea.objects.exclude(pk=area.pk).valid_on(today).order_by("name").first()
    if other is not None:
        # The demo has one secretariat only: of the other cluster nobody can sign in.
        experience = "Virker på to afsnit. På det tredje er kl. 13 midt i stuegang."
        begun = {"begun_on": today - timedelta(days=30), "experience": experience, "written_by": by}
        Adoption.objects.create(practice=practice, area=other, **begun)
    own = SharedPractice(
        area=area,
        title="Dialogkort på personalemødet den første mandag i måneden",
        problem="Principperne blev læst én gang og glemt.",
        method="Én sag, ti minutter, ét kort ad gangen.",
        published_on=today - timedelta(days=9),
    )
    save_practice(own, by=by, now=now)


def _train(area: CooperationArea, by: User, now: datetime) -> None:
    today = local_date(now)
    held = TrainingEvent(
        area=area,
        kind=TrainingKind.BENCH.value,
        title="De første 24 timer: hvem ringer til hvem?",
        held_on=today - timedelta(days=48),
        from_hospital=14,
        from_municipality=17,
        from_practice=3,
        score=Decimal("4.3"),
        evaluation="Bedst var at høre, hvad den anden side ser på skærmen. Praksis ønsker det efter kl. 16.",
    )
    evening = TrainingEvent(
        area=area,
        kind=TrainingKind.EVENING.value,
        title="Fyraftensmøde med almen praksis om de 72 timer",
        held_on=today + timedelta(days=17),
    )
    for event in (held, evening):
        save_event(event, by=by, now=now)


def _ask(now: datetime) -> None:
    asked = (
        (
            Role.HOSPITAL_NURSE,
            "1.6.3",
            "Planen bør sige, hvem der talte med de pårørende.",
            "De ringer og spørger.",
            20,
        ),
        (Role.NEEDS_ASSESSOR, "1.6.5", "Fredag efter kl. 14 bør kræve en særlig aftale.", "Hjælpen er svær at nå.", 6),
        (Role.CITIZEN, "1.1", "Skriv, at man må have en ven med, ikke kun familie.", "Jeg har ingen børn.", 3),
    )
    decider = _who(Role.STEERING_GROUP)
    for role, clause, wish, reason, days in asked:
        by = _who(role)
        if by is None:
            continue
        row = ask_for_change(clause=clause, wish=wish, reason=reason, by=by, now=now - timedelta(days=days))
        if role is Role.HOSPITAL_NURSE and decider is not None:
            why = "Det hører til planen og koster ingen noget. Ordene skrives ind fra næste udgave."
            when = now - timedelta(days=4)
            decide_change(row, state=ChangeState.ACCEPTED, reason=why, by=decider, now=when)
