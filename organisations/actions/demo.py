"""The fictitious overlay of the demo: invented numbers, wards, practices, units and people, all marked so (DESIGN 6).

GLN begin 5799999, SOR 9999, ydernumre 99 and phones 00 00: ranges in which nothing is issued.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.actions.data_files import data_file
from organisations.actions.memberships import give_membership
from organisations.actions.reference_data import Loaded, ensure_organisations, load_reference_data
from organisations.actions.users import register_user
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Role
from organisations.models import CooperationArea, Organisation, User

DEMO_SINCE = date(2024, 1, 1)


@transaction.atomic
def load_demo_overlay() -> Loaded:
    """Reference data completed with invented numbers and units; refused outside a demo."""
    _only_in_demo()
    loaded = load_reference_data()
    overlay = data_file("demo_overlay.json")
    rows = [{**row, **overlay["hours"][row["hours"]]} for row in overlay["organisations"]]
    loaded += ensure_organisations(rows, fictitious=True)
    _attach_secretariats(rows)
    return loaded


@transaction.atomic
def load_demo_users(*, password: str) -> list[User]:
    """One person per role, all with this password; refused outside a demo or without a password."""
    _only_in_demo()
    if not password:
        raise NotAllowed("demo.password_missing", _("Demobrugerne skal have en adgangskode (DEMO_PASSWORD)."))
    return [_ensure_user(row, password=password) for row in data_file("demo_users.json")]


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise NotAllowed("demo.off", _("Demodata kan kun indlæses, når DEMO er slået til."))


def _attach_secretariats(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        area = CooperationArea.objects.filter(key=row.get("secretariat_of"), secretariat__isnull=True).first()
        if area is not None:
            area.secretariat = Organisation.objects.get(reference_key=row["key"])
            area.save()


def _ensure_user(row: Mapping[str, Any], *, password: str) -> User:
    user = User.objects.filter(username=row["username"]).first()
    if user is None:
        administrator = row["role"] == Role.SYSTEM_ADMINISTRATOR
        user = register_user(
            username=row["username"],
            name=row["name"],
            password=password,
            authorisation_id=row["authorisation_id"],
            administrator=administrator,
            fictitious=True,
        )
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    unit = Organisation.objects.get(reference_key=row["unit"]) if row["unit"] else None
    give_membership(user, unit=unit, role=Role(row["role"]), valid_from=DEMO_SINCE)
    return user
