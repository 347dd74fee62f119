"""An administrator writes a new version of a clause: seen before it is saved, compared, and kept (001-97)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.agreement import ClauseVersionForm
from desk.selectors.agreement.pages import clause_page
from desk.selectors.agreement.versions import earlier_words, first_words, sides, version_rows
from desk.templatetags.moments import day
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import performed
from desk.views.frame.typed import typed_now
from discharge.wording.refused import RefusedByRule
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission
from principles.clauses.actions import withdraw_version
from principles.models import ClauseVersion


@for_those_who_can(Permission.MANAGE_AGREEMENT)
def versions(request: HttpRequest, address: str) -> HttpResponse:
    """The form with the words that hold; "Se forskellen" shows what it changes, "Gem" saves it."""
    asker = asker_of(request)
    today = local_date(asker.now)
    page = clause_page(address, today, asker.now)
    if page is None:
        raise Http404
    typed = typed_now(request)
    form = ClauseVersionForm(typed, initial=first_words(address, today), address=address)
    done = performed(request, form) if "vis" not in request.POST else None
    if done is not None:
        said = _("Udgaven er gemt. Den gælder fra %(day)s; indtil da læser alle den, der gælder nu.")
        done.tell(request, said % {"day": day(done.saved.valid_from, now=asker.now)} if done.saved else "")
        return redirect("desk:clause-versions", address)
    context = {
        "page": page,
        "form": form,
        "sides": sides(address, form.wording) if form.is_bound and form.is_valid() else (),
        "rows": version_rows(address, today),
        "history": earlier_words(address),
    }
    return render(request, "desk/agreement/versions.html", context, status=422 if form.errors else 200)


@require_POST
@for_those_who_can(Permission.MANAGE_AGREEMENT)
def withdraw(request: HttpRequest, address: str, version_id: int) -> HttpResponse:
    """A version that has not come is taken back."""
    asker = asker_of(request)
    row = get_object_or_404(ClauseVersion, pk=version_id, clause=address)
    try:
        withdraw_version(row, by=asker.user, now=asker.now)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Udgaven er trukket tilbage. Punktet står, som det stod."))
    return redirect("desk:clause-versions", address)
