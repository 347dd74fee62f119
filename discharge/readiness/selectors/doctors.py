"""Who may have assessed a citizen: the named doctors of the hospital that has the citizen (RULES 2b F1)."""

from collections.abc import Sequence
from datetime import date

from journeys.models import Journey
from organisations.domain.roles import Role
from organisations.models import Membership, Organisation, User
from organisations.selectors.units import house_ids


def doctors_of(hospital: Organisation | None, *, on: date) -> Sequence[User]:
    """The doctors with a place in the hospital on a day, by name."""
    if hospital is None:
        return ()
    places = Membership.objects.valid_on(on).filter(
        unit__in=house_ids(hospital), role=Role.HOSPITAL_DOCTOR.value, user__is_active=True
    )
    return list(User.objects.filter(pk__in=places.values("user")).order_by("name", "pk"))


def is_registered_doctor(journey: Journey, name: str, *, on: date) -> bool:
    """Whether a name is that of one of the hospital's doctors."""
    wanted = " ".join(name.split()).casefold()
    return any(doctor.name.casefold() == wanted for doctor in doctors_of(journey.hospital, on=on))
