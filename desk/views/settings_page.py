"""The administrator's pages: open points A1–A22, closing days and tariffs (RULES §7, 2c, 2f L5)."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.settings import ClosingDayForm, OpenPointForm, TariffForm
from desk.selectors.administration.settings_page import point_row, point_rows, recounting
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_before, typed_now
from discharge.models import ClosingDay, Tariff
from discharge.payment.actions.tariffs import save_tariff
from discharge.settings.actions import add_closing_day, decide, remove_closing_day
from discharge.wording.refused import RefusedByRule
from organisations.domain.permissions import Permission

_ADMINISTRATOR = Permission.MANAGE_REFERENCE_DATA


@for_those_who_can(_ADMINISTRATOR)
def settings(request: HttpRequest) -> HttpResponse:
    """Every open point with its answer, and the closing days."""
    return _show_settings(request, ClosingDayForm())


def _show_settings(request: HttpRequest, form: Form, *, status: int = 200) -> HttpResponse:
    rows, errors = point_rows(asker_of(request).now)
    context = {
        "rows": rows,
        "errors": errors,
        "closing_days": ClosingDay.objects.all(),
        "form": form,
        "recounting": recounting(),
    }
    return render(request, "desk/settings/page.html", context, status=status)


@for_those_who_can(_ADMINISTRATOR)
def point(request: HttpRequest, point: str) -> HttpResponse:
    """One question, its decisions, and the form that decides it."""
    asker = asker_of(request)
    row = point_row(point, asker.now)
    if row is None:
        raise Http404
    form = OpenPointForm(typed_now(request), point=point)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decide(
            point,
            said["value"],
            by=asker.user,
            now=asker.now,
            reason=said["reason"],
            valid_from=said["valid_from"],
            hospital=said.get("hospital"),
            area=said.get("area"),
        )
        messages.success(request, _("Besluttet. Alle berørte forløb regnes om nu."))
        return redirect("desk:settings")
    status = 422 if form.errors else 200
    return render(request, "desk/settings/point.html", {"row": row, "form": form}, status=status)


@for_those_who_can(_ADMINISTRATOR)
def close_day(request: HttpRequest) -> HttpResponse:
    """One more closing day."""
    if request.method != "POST":
        return _show_settings(request, ClosingDayForm(typed_before(request)))
    asker, form = asker_of(request), ClosingDayForm(request.POST)
    if not form.is_valid():
        return _show_settings(request, form, status=422)
    said = form.cleaned_data
    try:
        add_closing_day(said["day"], reason=said["reason"], by=asker.user, now=asker.now)
    except RefusedByRule as refused:
        form.add_error("day", refused.sentence)
        return _show_settings(request, form, status=422)
    messages.success(request, _("Lukkedagen er gemt. Frister regnes om nu."))
    return redirect("desk:settings")


@require_POST
@for_those_who_can(_ADMINISTRATOR)
def open_day(request: HttpRequest, day_id: int) -> HttpResponse:
    """A closing day that is none after all."""
    asker = asker_of(request)
    remove_closing_day(get_object_or_404(ClosingDay, pk=day_id), by=asker.user, now=asker.now)
    messages.success(request, _("Dagen er åben igen. Frister regnes om nu."))
    return redirect("desk:settings")


@for_those_who_can(_ADMINISTRATOR)
def tariffs(request: HttpRequest) -> HttpResponse:
    """Every tariff row."""
    return render(request, "desk/settings/tariffs.html", {"rows": Tariff.objects.all()})


@for_those_who_can(_ADMINISTRATOR)
def new_tariff(request: HttpRequest) -> HttpResponse:
    """One more row, as when the list of a year comes out."""
    return _edit(request, None)


@for_those_who_can(_ADMINISTRATOR)
def tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """One row; who changed it and when is kept."""
    return _edit(request, get_object_or_404(Tariff, pk=tariff_id))


def _edit(request: HttpRequest, row: Tariff | None) -> HttpResponse:
    form = TariffForm(typed_now(request), instance=row)
    if request.method == "POST" and form.is_valid():
        asker = asker_of(request)
        save_tariff(form.save(commit=False), by=asker.user, now=asker.now)
        messages.success(request, _("Taksten er gemt. Beløb regnes med den fra nu af."))
        return redirect("desk:tariffs")
    history = row.history.select_related("history_user")[:20] if row else []
    context = {"form": form, "row": row, "history": history}
    return render(request, "desk/settings/tariff.html", context, status=422 if form.errors else 200)
