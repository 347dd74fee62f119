"""Whom a unit's news concerns and who is told when something is overdue: the administrator's page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.mails import NewsRuleForm, StepForm
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_now
from notifications.actions.choosing import add_rule, add_step, end
from notifications.domain.groups import NewsGroup
from notifications.domain.mail import MailWay
from notifications.models import EscalationStep, TellingRule
from notifications.selectors.managing import managed_units, manages_all, rules_listed, steps_listed
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import Organisation

_ADMINISTRATOR = Permission.MANAGE_REFERENCE_DATA


@for_those_who_can(_ADMINISTRATOR)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules and steps of the chosen unit."""
    return _show(request, _unit(request, request.GET.get("enhed", "")))


@for_those_who_can(_ADMINISTRATOR)
def new_rule(request: HttpRequest) -> HttpResponse:
    """One more rule."""
    typed = typed_now(request)
    if typed is None:
        return _to(None)
    asker, unit = asker_of(request), _unit(request, typed.get("enhed", ""))
    if unit is None:
        raise Http404
    form = NewsRuleForm(typed, unit=unit, on=local_date(asker.now))
    if request.method != "POST" or not form.is_valid():
        return _show(request, unit, rule_form=form)
    said = form.cleaned_data
    add_rule(
        unit,
        group=NewsGroup(said["group"]),
        role=form.role,
        person=form.person,
        way=MailWay(said["way"]),
        valid_from=said["valid_from"],
        by=asker.user,
        now=asker.now,
    )
    messages.success(request, _("Reglen er gemt."))
    return _to(unit)


@for_those_who_can(_ADMINISTRATOR)
def new_step(request: HttpRequest) -> HttpResponse:
    """One more step, of a unit or of all."""
    typed = typed_now(request)
    if typed is None:
        return _to(None)
    asker, unit = asker_of(request), _unit(request, typed.get("enhed", ""))
    form = StepForm(typed, unit=unit, on=local_date(asker.now))
    if request.method != "POST" or not form.is_valid():
        return _show(request, unit, step_form=form)
    said = form.cleaned_data
    add_step(
        unit,
        watch=form.watch_value,
        waits=form.waits,
        role=form.role,
        person=form.person,
        to_unit=said.get("to_unit"),
        breaks_quiet=said["breaks_quiet"],
        valid_from=said["valid_from"],
        by=asker.user,
        now=asker.now,
    )
    messages.success(request, _("Trinnet er gemt."))
    return _to(unit)


@require_POST
@for_those_who_can(_ADMINISTRATOR)
def end_rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """It holds no more."""
    asker, row = asker_of(request), get_object_or_404(TellingRule.objects.select_related("unit"), pk=rule_id)
    end(row, by=asker.user, now=asker.now)
    messages.success(request, _("Reglen gælder ikke mere."))
    return _to(row.unit)


@require_POST
@for_those_who_can(_ADMINISTRATOR)
def end_step(request: HttpRequest, step_id: int) -> HttpResponse:
    """It holds no more."""
    asker, row = asker_of(request), get_object_or_404(EscalationStep.objects.select_related("unit"), pk=step_id)
    end(row, by=asker.user, now=asker.now)
    messages.success(request, _("Trinnet gælder ikke mere."))
    return _to(row.unit)


def _show(
    request: HttpRequest,
    unit: Organisation | None,
    *,
    rule_form: NewsRuleForm | None = None,
    step_form: StepForm | None = None,
) -> HttpResponse:
    asker = asker_of(request)
    today = local_date(asker.now)
    wrong = request.method == "POST"
    context = {
        "unit": unit,
        "units": managed_units(asker.user, on=today),
        "manages_all": manages_all(asker.user),
        "rules": rules_listed(unit, on=today) if unit else [],
        "steps": steps_listed(unit, on=today),
        "common": steps_listed(None, on=today) if unit else [],
        "rule_form": rule_form or (NewsRuleForm(unit=unit, on=today) if unit else None),
        "step_form": step_form or StepForm(unit=unit, on=today, initial={"hours": 0}),
    }
    return render(request, "desk/mails/rules.html", context, status=422 if wrong else 200)


def _unit(request: HttpRequest, key: str) -> Organisation | None:
    """The unit that is asked for; none is all of them for whoever manages all, else one's own first."""
    asker = asker_of(request)
    units = managed_units(asker.user, on=local_date(asker.now))
    if not key:
        return None if manages_all(asker.user) else units.first()
    try:
        return get_object_or_404(units, pk=UUID(key))
    except ValueError as error:
        raise Http404 from error


def _to(unit: Organisation | None) -> HttpResponse:
    address = reverse("desk:telling-rules")
    return redirect(f"{address}?enhed={unit.pk}" if unit else address)
