"""The agreement as a place: its contents and its clauses, for everybody who is signed in (RULES 1.1)."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.agreement import DayForm
from desk.selectors.agreement.pages import cards as cards_page
from desk.selectors.agreement.pages import clause_page
from desk.selectors.agreement.pages import contents as contents_page
from desk.selectors.registers.changes import changes_of_clause
from desk.views.frame.asking import asker_of, today_of
from organisations.domain.permissions import Permission, role_may

# More words than anybody searches for.
_LONGEST_SEARCH = 100


@login_required
def contents(request: HttpRequest) -> HttpResponse:
    """Every clause by its title, and a search in them."""
    words = request.GET.get("q", "").strip()[:_LONGEST_SEARCH]
    page = contents_page(day_asked(request), words)
    may_read_plans = role_may(asker_of(request).role, Permission.VIEW_PLANS)
    context = {"page": page, "today": today_of(request), "may_read_plans": may_read_plans}
    return render(request, "desk/agreement/contents.html", context)


@login_required
def clause(request: HttpRequest, address: str) -> HttpResponse:
    """One clause in the words that hold today, or on the day that is asked for."""
    asker = asker_of(request)
    page = clause_page(address, day_asked(request), asker.now)
    if page is None:
        raise Http404
    may_write = role_may(asker.role, Permission.MANAGE_AGREEMENT)
    context = {"page": page, "today": today_of(request), "may_write": may_write, "form": day_form(request)}
    context["changes"] = changes_of_clause(asker, address)
    return render(request, "desk/agreement/clause.html", context)


@login_required
def cards(request: HttpRequest) -> HttpResponse:
    """The dialogue cards, to be printed."""
    return render(request, "desk/agreement/cards.html", {"cards": cards_page(today_of(request))})


def day_asked(request: HttpRequest) -> date:
    """`?dato=29.11.2026`, as it is typed or as a program writes it; what is no day is today, and the page says why."""
    form = day_form(request)
    asked: date | None = form.cleaned_data.get("dato") if form.is_valid() else None
    return asked or today_of(request)


def day_form(request: HttpRequest) -> DayForm:
    """The form under a clause, with what was asked."""
    return DayForm(request.GET if "dato" in request.GET else None, initial={"dato": today_of(request)})
