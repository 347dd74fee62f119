"""Projects the payment ledger: the calculation in force, its versions and who pays (RULES 2c P1–P8; DESIGN §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from discharge.models import JourneyLedger, LedgerCorrection, LedgerPayer
from discharge.payment.rules.day_claims import claims_of
from discharge.payment.rules.day_marks import HOSPITAL, MUNICIPALITY, marks_of
from discharge.payment.rules.ledger_basis import Basis, basis_of, payer_spans, periods_from, without_undone
from discharge.payment.rules.ledger_versions import Correction, corrections_of
from discharge.settings.rules.moment import answers_at, has_ready
from discharge.settings.rules.open_points import Choices
from discharge.settings.selectors import dated_choices
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.gathering import add_row, add_rows
from journeys.domain.calendar.clock import local_date
from journeys.domain.history.history import History
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation

_SIDES = {OrganisationKind.HOSPITAL.value: HOSPITAL, OrganisationKind.MUNICIPALITY.value: MUNICIPALITY}


def project_ledgers(projection: CitizenProjection) -> None:
    """Brings the ledger of every journey that was ever ready up to date; the others cost nothing."""
    if not any(has_ready(item.events) for item in projection.journeys):
        return
    told = [(item, without_undone(item.history)) for item in projection.journeys]
    ready = [(item, history) for item, history in told if has_ready(history.events)]
    own = projection.table(JourneyLedger).filter(journey__citizen_id=projection.citizen.pk)
    for retired in own.exclude(pk__in=[item.journey.pk for item, _ in ready]):
        _forget(retired.pk)
    dated, sides = projection.once(dated_choices), _Sides(projection.organisations)
    for item, history in ready:
        # The answers that held at the first registration that counts: the calculation never depends on the clock.
        choices = dated.at(_answers_at(history))
        basis = _save_ledger(item, history, projection, choices, sides)
        _save_payers(item, basis, _save_versions(item, history, projection, choices), projection)


def _answers_at(history: History) -> datetime:
    at = history.once(answers_at)
    assert at is not None
    return at


@dataclass(frozen=True, slots=True)
class _Sides:
    """For whom a unit speaks: the party and the house it belongs to."""

    organisations: Mapping[str, Organisation]

    def side(self, organisation_id: str | None) -> str | None:
        organisation = self.organisations.get(organisation_id or "")
        return _SIDES.get((organisation.root or organisation).kind) if organisation else None

    def house(self, organisation_id: str | None) -> str | None:
        organisation = self.organisations.get(organisation_id or "")
        return str(organisation.root_id or organisation.pk) if organisation else None


def _save_ledger(
    item: Projected, history: History, projection: CitizenProjection, choices: Choices, sides: _Sides
) -> Basis:
    basis = basis_of(history, projection.statements, choices=choices)
    first_on, last_on = _span(basis, local_date(_answers_at(history)))
    values = {
        "first_on": first_on,
        "last_on": last_on,
        "basis": basis,
        "marks": marks_of(history, side_of=sides.side),
        "claims": claims_of(history, projection.statements, side_of=sides.side, house_of=sides.house),
    }
    _write(projection.table(JourneyLedger).filter(pk=item.journey.pk), JourneyLedger(pk=item.journey.pk), values)
    return basis


def _save_payers(item: Projected, basis: Basis, versions: Sequence[Correction], projection: CitizenProjection) -> None:
    """Who pays, and who paid in an earlier version only."""
    now = [(payer, first, last, False) for payer, first, last in payer_spans(basis)]
    paying = {payer for payer, *_ in now}
    before = {span for version in versions for span in payer_spans(version.before) if span[0] not in paying}
    spans = [*now, *sorted(((*span, True) for span in before), key=repr)]
    rows = projection.table(LedgerPayer).filter(journey=item.journey).order_by("pk")
    wanted = [
        LedgerPayer(journey=item.journey, municipality_id=UUID(payer), first_on=first, last_on=last, former=former)
        for payer, first, last, former in spans
    ]
    _replace(rows, wanted, ("municipality_id", *_DAYS, "former"))


_DAYS = ("first_on", "last_on")


def _span(basis: Mapping[str, Any], registered_on: date) -> tuple[date, date | None]:
    """From the first day to the last end; None while a period is open."""
    periods = periods_from(basis)
    ends = [period.ended_on or period.terminal_on for period in periods]
    first = min((period.ready_on for period in periods), default=registered_on)
    return first, None if None in ends else max((end for end in ends if end is not None), default=registered_on)


def _save_versions(
    item: Projected, history: History, projection: CitizenProjection, choices: Choices
) -> tuple[Correction, ...]:
    found = corrections_of(history, projection.statements, choices=choices)
    rows = [
        LedgerCorrection(
            journey=item.journey,
            version=number,
            before_on=each.before_on,
            as_of=each.as_of,
            stated_at=each.stated_at,
            before=each.before,
            after=each.after,
            causes=list(each.causes),
        )
        for number, each in enumerate(found, start=2)
    ]
    fields = ("version", "before_on", "as_of", "stated_at", "before", "after", "causes")
    stored = projection.table(LedgerCorrection).filter(journey=item.journey).order_by("version")
    _replace(stored, rows, fields)
    return found


def _write(stored: QuerySet[Any], fresh: Model, values: Mapping[str, Any]) -> None:
    """Writes one row only when it says something else."""
    row = stored.first()
    if row is None:
        for name, value in values.items():
            setattr(fresh, name, value)
        add_row(fresh)
    elif any(getattr(row, name) != value for name, value in values.items()):
        stored.update(**values)


def _replace(stored: QuerySet[Any], wanted: Sequence[Any], fields: Sequence[str]) -> None:
    """The rows of a journey as they should be; nothing is written when they are."""

    def said(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, field) for field in fields)

    if [said(row) for row in stored] == [said(row) for row in wanted]:
        return
    stored.delete()
    add_rows(wanted)


def _forget(journey_id: UUID) -> None:
    for model in (LedgerPayer, LedgerCorrection, JourneyLedger):
        model.objects.filter(journey_id=journey_id).delete()


def ledger_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's ledgers, versions and payers as plain values, for `rebuild --check`."""
    rows: list[dict[str, Any]] = []
    for model in (JourneyLedger, LedgerCorrection, LedgerPayer):
        for row in model.objects.filter(journey__citizen_id=citizen_id).values():
            rows.append({"table": model.__name__, **{key: value for key, value in row.items() if key != "id"}})
    return sorted(rows, key=repr)
