"""A unit edits the rules by which it sorts: their words, their order, and from when they hold. All of it is kept."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from discharge.wording.refused import RefusedByRule
from documents.domain.sorting.rules import never_fits, options_of
from documents.models import SortingRule
from documents.selectors.sorting import rules_of, sorting_owner, work_units
from organisations.actions.history import saved_by
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from organisations.selectors.permissions import check_can


def own_rules(by: User) -> tuple[Organisation, Sequence[SortingRule]]:
    """Whose rules the user edits, and all of them in their order. Raises NotAllowed."""
    check_can(by, Permission.MANAGE_SORTING)
    assert by.unit is not None
    owner = sorting_owner(by.unit)
    return owner, list(rules_of(owner))


@transaction.atomic
def save_rule(rule: SortingRule, *, by: User) -> SortingRule:
    """Writes a rule; a new one stands last. What is sorted from now on is sorted by it."""
    owner = _locked_owner(by)
    _check_own(rule, owner)
    if never_fits(options_of(rule.conditions)):
        raise RefusedByRule("sorting.never_fits", field="kind")
    if rule.unit_id is not None and not work_units(owner).filter(pk=rule.unit_id).exists():
        raise RefusedByRule("sorting.no_such_unit", field="unit")
    if rule._state.adding:
        last = rules_of(owner).aggregate(last=Max("position"))["last"] or 0
        rule.owner, rule.position = owner, last + 1
    else:
        # Its place is the list's to say; somebody may have moved it while it was written.
        rule.position = SortingRule.objects.get(pk=rule.pk).position
    saved_by(rule, by)
    return rule


@transaction.atomic
def move_rule(rule: SortingRule, *, up: bool, today: date, by: User) -> None:
    """Past its neighbour among those that are not over; at the end of the list nothing happens."""
    owner = _locked_owner(by)
    _check_own(rule, owner)
    rows = list(rules_of(owner))
    shown = [row for row in rows if not row.as_rule.is_over(today)]
    place = next((number for number, row in enumerate(shown) if row.pk == rule.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(shown):
        return
    one, two = shown[place], shown[other]
    one.position, two.position = two.position, one.position
    saved_by(one, by)
    saved_by(two, by)


@transaction.atomic
def switch_off(rule: SortingRule, *, today: date, by: User) -> None:
    """From today on it sorts nothing; what it has sorted stands."""
    owner = _locked_owner(by)
    _check_own(rule, owner)
    rule = SortingRule.objects.get(pk=rule.pk)
    if rule.valid_from is None or rule.as_rule.is_over(today):
        return
    if rule.valid_from < today:
        rule.valid_to = today
    else:
        rule.valid_from = rule.valid_to = None
    saved_by(rule, by)


@transaction.atomic
def remove_rule(rule: SortingRule, *, by: User) -> None:
    """Only one that has never sorted anything; its history is kept."""
    _check_own(rule, _locked_owner(by))
    if rule.sortings.exists():
        raise RefusedByRule("sorting.rule_used")
    rule._history_user = by  # type: ignore[attr-defined]
    rule.delete()


def _locked_owner(by: User) -> Organisation:
    """Two people who change the order wait for each other here."""
    check_can(by, Permission.MANAGE_SORTING)
    assert by.unit is not None
    return Organisation.objects.select_for_update().get(pk=sorting_owner(by.unit).pk)


def _check_own(rule: SortingRule, owner: Organisation) -> None:
    if not rule._state.adding and rule.owner_id != owner.pk:
        raise RefusedByRule("sorting.rule_gone")
