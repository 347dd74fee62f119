"""Four acts at the door, and a plan whose task is late: what `test_acts` calls, as JSON: ``… acting``."""

import json
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from notifications.domain.groups import NewsGroup  # noqa: E402
from notifications.domain.mail import MailWay  # noqa: E402
from notifications.models import EscalationStep  # noqa: E402
from organisations.models import CooperationArea, CooperationAreaMember, User  # noqa: E402
from principles.learning.actions import nominate, tell_holder  # noqa: E402
from principles.learning.rules.asking import Holder, Tone  # noqa: E402
from principles.plans.actions import begin_plan, save_task  # noqa: E402
from principles.surveys.rules.questions import Respondent, SurveyName  # noqa: E402
from principles.surveys.selectors import version_asked  # noqa: E402
from tests.actors import Actors, make_actors  # noqa: E402
from tests.desk.surveys.making import codes_made  # noqa: E402
from tests.documents.test_sending import lying  # noqa: E402
from tests.factories.journeys import discharged_journey  # noqa: E402
from tests.notifications.mailing import choose  # noqa: E402

Call = dict[str, Any]


def calls() -> dict[str, Call]:
    """Address, what is said, and the session of who says it."""
    actors, now = make_actors(), timezone.now()
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.municipality)
    _be_late(actors, area)
    case = nominate(discharged_journey(actors), tone=Tone.WENT_BADLY, words="Ingen ringede", by=actors.nurse, now=now)
    tell_holder(case, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=now)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    wording = {"title_da": "Formål", "text_da": "Nyt", "title_en": "Aim", "text_en": "New"}
    letter = {"text": "Hun kommer hjem i morgen.", "contact_phone": "87654321"}
    letter |= {"category": "discharge", "subject": "Hjemkomst"}
    to = {"receivers": [str(actors.municipality.pk)], "decided": True}
    return {
        "survey": _call("/surveys/answers/", _answer(actors), None),
        "clause": _call(
            "/clauses/2.1.5/versions/",
            {**wording, "valid_from": tomorrow, "reason": "Prøve", "seen": 0},
            actors.administrator,
        ),
        "learning": _call(f"/learning/{case.pk}/check/", {"lesson": "Ring før.", "looked": True}, actors.assessor),
        "letter": _call(
            f"/journeys/{lying(actors).pk}/documents/", {"kind": "correspondence", "values": letter, **to}, actors.nurse
        ),
    }


def _be_late(actors: Actors, area: CooperationArea) -> None:
    """One task, since yesterday, of a ward whose nurse reads of it in the digest."""
    by, now = actors.cluster_administrator, timezone.now()
    EscalationStep.objects.create(watch="plan_task", waits_minutes=0, valid_from=(now - timedelta(days=90)).date())
    plan = begin_plan(area, template="002", month=timezone.localdate(), unit=None, by=by, now=now - timedelta(days=90))
    plan.tasks.update(due_on=timezone.localdate() + timedelta(days=90))
    task = plan.tasks.all()[0]
    task.owner, task.first_on, task.due_on = actors.ward, None, timezone.localdate() - timedelta(days=1)
    save_task(task, by=by, now=now)
    choose(actors.nurse, MailWay.DIGEST, NewsGroup.PLANS)


def _answer(actors: Actors) -> dict[str, Any]:
    now = timezone.now()
    batch, codes = codes_made(actors, now)
    version = version_asked(SurveyName.JOURNEY, batch.month)
    assert version is not None
    question = version.open_to(Respondent.CITIZEN)[0]
    return {"code": codes[0], "discharge": "5", question.key: "De ringede til os."}


def _call(address: str, said: dict[str, Any], user: User | None) -> Call:
    client = Client()
    if user is not None:
        client.force_login(user)
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    return {"address": f"/api/v1{address}", "said": said, "cookies": cookies}


if __name__ == "__main__":
    json.dump(calls(), sys.stdout)
