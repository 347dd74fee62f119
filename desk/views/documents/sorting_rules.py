"""The rules by which a unit sorts what it gets: their order, one of them, and what it would have done lately."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.documents.sorting import SortingRuleForm
from desk.selectors.documents.sorting_rules import rule_rows, trial_of
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_now
from documents.actions.sorting_rules import move_rule, own_rules, remove_rule, save_rule, switch_off
from documents.models import SortingRule
from documents.selectors.sorting import sorting_owner
from journeys.actions.access import Look, log_look
from journeys.actions.refusals import Refused
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission

_SORTS = Permission.MANAGE_SORTING


@for_those_who_can(_SORTS)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules of the reader's unit in their order."""
    asker = asker_of(request)
    owner, rows = own_rules(asker.user)
    context = {"owner": owner, "rows": rule_rows(rows, local_date(asker.now))}
    return render(request, "desk/documents/sorting_rules.html", context)


@for_those_who_can(_SORTS)
def new(request: HttpRequest) -> HttpResponse:
    """One more rule, switched off until a day is given."""
    return _edit(request, SortingRule())


@for_those_who_can(_SORTS)
def rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """One rule, its history, and what it would have done with what came in the last weeks."""
    return _edit(request, _own_or_404(request, rule_id))


def _own_or_404(request: HttpRequest, rule_id: int) -> SortingRule:
    rows = own_rules(asker_of(request).user)[1]
    row = next((each for each in rows if each.pk == rule_id), None)
    if row is None:
        raise Http404
    return row


def _edit(request: HttpRequest, row: SortingRule) -> HttpResponse:
    asker = asker_of(request)
    assert asker.unit is not None
    form = SortingRuleForm(sorting_owner(asker.unit), typed_now(request), rule=row)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_rule(form.filled_rule(), by=asker.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Reglen er gemt. Nedenfor står, hvad den ville have gjort."))
            return redirect("desk:sorting-rule", saved.pk)
    context = {"form": form, **(_tried(request, row.pk) if row.pk else {})}
    return render(request, "desk/documents/sorting_rule.html", context, status=422 if form.errors else 200)


def _tried(request: HttpRequest, rule_id: int) -> dict[str, object]:
    """The rule as it is stored, not as it was typed."""
    asker = asker_of(request)
    rows = own_rules(asker.user)[1]
    stored = next(each for each in rows if each.pk == rule_id)
    trial = trial_of(stored, rows, asker)
    log_look(asker.user, Look.LIST, now=asker.now, citizens=trial.citizen_ids, journeys=trial.journey_ids)
    shown = next(each for each in rule_rows(rows, local_date(asker.now)) if each.rule == stored)
    history = stored.history.select_related("history_user", "unit")[:20]
    return {"row": shown, "trial": trial, "history": history}


@require_POST
@for_those_who_can(_SORTS)
def changed(request: HttpRequest, rule_id: int, how: str) -> HttpResponse:
    """Up, down, off, or away with one that was never used."""
    asker, row = asker_of(request), _own_or_404(request, rule_id)
    today = local_date(asker.now)
    try:
        if how in ("op", "ned"):
            move_rule(row, up=how == "op", today=today, by=asker.user)
        elif how == "fra":
            switch_off(row, today=today, by=asker.user)
            messages.success(request, _("Reglen er slået fra. Det, den har sorteret, står ved magt."))
        elif how == "slet":
            remove_rule(row, by=asker.user)
            messages.success(request, _("Reglen er slettet."))
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, getattr(refused, "sentence", str(refused)))
    return redirect("desk:sorting-rules")
