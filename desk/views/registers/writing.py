"""What is written in a register: a new row, or something about one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from desk.forms.registers.writes import NEW, WRITES, RegisterWrite
from desk.views.frame.asking import asker_of
from desk.views.frame.performing import performed
from desk.views.frame.typed import typed_now
from desk.views.registers.reading import opened_of, register_of
from discharge.wording.refused import RefusedByRule
from organisations.selectors.permissions import check_can

# More than any address of a clause has.
_LONGEST_NAME = 20


@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new row; `?punkt=2.2` names the clause that a request is about."""
    kind = NEW.get(slug)
    if kind is None:
        raise Http404
    register_of(request, slug)
    back = kind.asked_on(_named(request)) or reverse("desk:register", args=[slug])
    return _write(request, slug, kind, key="", back=back)


@login_required
def write(request: HttpRequest, slug: str, key: str, what: str) -> HttpResponse:
    """Something about a row that one sees."""
    kind = WRITES.get((slug, what))
    if kind is None:
        raise Http404
    opened_of(request, slug, key)
    back = reverse("desk:register-row", args=[slug, key])
    return _write(request, slug, kind, key=key, back=back)


def _write(request: HttpRequest, slug: str, kind: RegisterWrite, *, key: str, back: str) -> HttpResponse:
    asker = asker_of(request)
    check_can(asker.user, kind.permission)
    try:
        form = kind.form_of(typed_now(request), asker, key, _named(request))
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
        return redirect(back)
    done = performed(request, form)
    if done is not None:
        done.tell(request, kind.saved)
        return redirect("desk:register-row", slug, done.saved or key) if done.saved or key else redirect(back)
    context = {"form": form, "heading": str(kind.heading), "back": back, "register": register_of(request, slug)}
    return render(request, "desk/registers/form.html", context, status=422 if form.errors else 200)


def _named(request: HttpRequest) -> str:
    return request.GET.get("punkt", "")[:_LONGEST_NAME]
