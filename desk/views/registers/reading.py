"""All registers, one of them as a page and as a file, one of its rows, and the note on ethics (HP-1a)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from desk.forms.registers.filters import FilterForm
from desk.forms.registers.writes import WRITES
from desk.selectors.csv_lines import csv_bytes
from desk.selectors.registers.shown import Listed, OpenedRow, Register
from desk.selectors.registers.table import REGISTERS
from desk.views.frame.asking import asker_of, for_those_who_can
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission, role_may
from organisations.selectors.permissions import check_can
from principles.registers.selectors import current_alternatives


@login_required
def registers(request: HttpRequest) -> HttpResponse:
    """Those that one may read."""
    role = asker_of(request).role
    return render(
        request,
        "desk/registers/all.html",
        {"registers": [each for each in REGISTERS.values() if role_may(role, each.reads)]},
    )


@login_required
def ethics(request: HttpRequest) -> HttpResponse:
    """Why nothing is predicted about anybody here."""
    return render(request, "desk/registers/ethics.html")


@for_those_who_can(Permission.VIEW_REGISTERS)
def alternatives_now(request: HttpRequest) -> HttpResponse:
    """What the asker's unit can use today instead of an admission (HP-2a): a page, or what opens on a list."""
    asker = asker_of(request)
    rows = current_alternatives(asker.unit, on=local_date(asker.now))
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "desk/registers/alternatives_rows.html" if part else "desk/registers/alternatives_now.html"
    return render(request, template, {"rows": rows})


@login_required
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them, filtered by what the address asks."""
    found, page = listed_of(request, slug)
    form = FilterForm(page.filters, asked_of(request)) if page.filters else None
    context = {"register": found, "page": page, "form": form, "filtered": bool(asked_of(request))}
    return render(request, "desk/registers/list.html", context)


@login_required
def register_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows as a file."""
    found, page = listed_of(request, slug)
    heading = [page.first_column, *page.columns, _("Bemærkning")]
    lines = [[row.title, *row.cells, row.mark] for row in page.rows]
    answer = HttpResponse(csv_bytes(heading, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return answer


@login_required
def row(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One row with its history."""
    found, page = opened_of(request, slug, key)
    acts = [act for act in page.acts if (slug, act.what) in WRITES]
    return render(request, "desk/registers/row.html", {"register": found, "page": page, "acts": acts})


def register_of(request: HttpRequest, slug: str) -> Register:
    """The register of that address for whoever may read it; 404 where there is none."""
    found = REGISTERS.get(slug)
    if found is None:
        raise Http404
    check_can(asker_of(request).user, found.reads)
    return found


def listed_of(request: HttpRequest, slug: str) -> tuple[Register, Listed]:
    """It with its rows."""
    found = register_of(request, slug)
    return found, found.listed(asker_of(request), asked_of(request))


def opened_of(request: HttpRequest, slug: str, key: str) -> tuple[Register, OpenedRow]:
    """One of its rows; 404 for a row that is none or that the reader may not see."""
    found = register_of(request, slug)
    page = found.opened(asker_of(request), key)
    if page is None:
        raise Http404
    return found, page


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What is filtered for; an empty choice is none."""
    return {name: str(value) for name, value in request.GET.items() if value}
