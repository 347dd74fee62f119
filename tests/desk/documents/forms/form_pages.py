"""Every page of letters, plans and mails on which something is said, for somebody who may say it."""

from collections.abc import Iterator

from django.urls import reverse

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.models import SortingRule
from journeys.models import Journey
from tests.actors import Actors
from tests.desk.form_pages import FormPage
from tests.documents.test_sending import lying
from tests.documents.test_sorting import plan_to_municipality, rule
from tests.documents.writing import written


def document_form_pages(actors: Actors) -> list[FormPage]:
    """All of them; needs a moment at which what was sent is released."""
    journey = lying(actors)
    rule(actors.assessor, kind=["correspondence"])
    sent = plan_to_municipality(journey, actors)
    return [*_letters(actors, journey, sent.event.payload["document"]), *_mails(actors)]


def _letters(actors: Actors, journey: Journey, plan: str) -> Iterator[FormPage]:
    draft = written(Journey.objects.get(pk=journey.pk), actors.assessor, Code.CORRESPONDENCE)
    for name in ("document-write", "document-send"):
        yield FormPage(actors.assessor, reverse(f"desk:{name}", args=[journey.pk, draft.pk]))
    yield FormPage(actors.assessor, reverse("desk:document", args=[journey.pk, plan]))
    for name in ("document-sorted", "document-forward"):
        yield FormPage(actors.assessor, reverse(f"desk:{name}", args=[journey.pk, plan]) + "?version=1")
    yield FormPage(actors.nurse, reverse("desk:document-error", args=[journey.pk, plan]) + "?version=1")
    yield FormPage(actors.assessor, reverse("desk:sorting-rule-new"))
    yield FormPage(actors.assessor, reverse("desk:sorting-rule", args=[SortingRule.objects.get().pk]))


def _mails(actors: Actors) -> Iterator[FormPage]:
    yield FormPage(actors.nurse, reverse("desk:mail-choices"))
    yield FormPage(actors.administrator, f"{reverse('desk:telling-rules')}?enhed={actors.ward.pk}")
    yield FormPage(actors.administrator, reverse("desk:settings"))
