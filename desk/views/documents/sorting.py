"""Sorting a document by hand, and that the work is done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.documents.sorting import SortForm
from desk.selectors.documents.reading import document_page
from desk.selectors.documents.sorting import sorting_panels
from desk.selectors.page.opened import OpenedJourney
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.paging import whole_number
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, opened_or_404
from documents.actions.sorting import finish_work, sort_by_hand
from documents.selectors.sorting import sorting_owner
from journeys.actions.access import Look
from journeys.actions.refusals import Refused
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import check_can


@for_those_who_can(Permission.ANSWER_DOCUMENT)
def sort(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """Who does what with it; a POST says so."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), whole_number(request.GET.get("version", "")))
    panel = next(iter(sorting_panels(asker, opened.journey, page.version)), None) if page else None
    if page is None or page.hidden is not None or panel is None:
        raise Http404
    check_can(asker.user, Permission.ANSWER_DOCUMENT, opened.journey)
    receiver = Organisation.objects.select_related("root").get(pk=panel.delivery.rpartition(">")[2])
    marks = {"delivery": panel.delivery, "seen": panel.last.row.number, "work": panel.last.row.work}
    form = SortForm(sorting_owner(receiver), typed_now(request), initial=marks)
    # From the list one goes on with the next.
    from_list = "list" in (request.POST.get("back"), request.GET.get("back"))
    back = reverse("desk:documents") if from_list else reverse("desk:document", args=[opened.journey.pk, document_id])
    status = 200
    if request.method == "POST":
        if form.is_valid() and _sorted(request, opened, form, receiver):
            return redirect(back)
        status = 422
    log(request, opened, Look.OPEN)
    context = {"journey": opened.journey, "page": page, "form": form, "from_list": from_list, "back": back}
    return render(request, "desk/documents/sort.html", context, status=status)


def _sorted(request: HttpRequest, opened: OpenedJourney, form: SortForm, receiver: Organisation) -> bool:
    asker, unit = asker_of(request), form.cleaned_data["unit"] or receiver
    try:
        sort_by_hand(opened.journey, form.choice(receiver), by=asker.user, now=asker.now)
    except Refused as refused:
        form.refuse(refused)
        return False
    log(request, opened, Look.ACT)
    messages.success(request, _("Sorteret. Opgaven er lagt til %(unit)s.") % {"unit": unit.label})
    return True


@require_POST
@for_those_who_can(Permission.ANSWER_DOCUMENT)
def done(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """The work with it is done."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), whole_number(request.GET.get("version", "")))
    if page is None or not sorting_panels(asker, opened.journey, page.version):
        raise Http404
    delivery, seen = request.POST.get("delivery", ""), whole_number(request.POST.get("seen", ""))
    try:
        finish_work(opened.journey, delivery, seen or 0, by=asker.user, now=asker.now)
        messages.success(request, _("Opgaven er løst."))
    except Refused as refused:
        messages.error(request, getattr(refused, "sentence", str(refused)))
    log(request, opened, Look.ACT)
    return redirect("desk:document", opened.journey.pk, document_id)
