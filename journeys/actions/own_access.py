"""Gives citizens their own page: the only writer of whose page a log-in opens (DESIGN §6)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from journeys.actions.refusals import Refused
from journeys.domain.citizen.own_access import may_read_alone
from journeys.models import Citizen, CitizenLogin
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import User
from organisations.selectors.permissions import check_can


def check_login(user: User, citizen: Citizen, *, on: date) -> None:
    """Raises Refused unless the log-in is a citizen's and the person old enough to read alone."""
    if user.role is not Role.CITIZEN:
        raise Refused("own.not_citizen")
    if not may_read_alone(citizen.known_birth_date, on):
        raise Refused("own.under_15")


@transaction.atomic
def tie_login(user: User, citizen: Citizen, *, now: datetime, by: User | None = None) -> CitizenLogin:
    """Says whose page the log-in opens. By an administrator for somebody else; None is the demo's own data."""
    if by is not None:
        check_can(by, Permission.MANAGE_REFERENCE_DATA)
        if by.pk == user.pk:
            raise Refused("own.not_yourself")
    check_login(user, citizen, on=localdate(now))
    login, _created = CitizenLogin.objects.update_or_create(
        user=user, defaults={"citizen": citizen, "tied_at": now, "tied_by": by}
    )
    return login
