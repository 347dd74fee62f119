"""The demo's citizen: a log-in that opens a page with something on it, by the same acts as on the pages."""

from datetime import datetime, timedelta

from discharge.agreement.acts import RecordWish
from discharge.home_coming.rules import Basis
from discharge.models import HomeComing
from journeys.actions.acting.acts import Act
from journeys.actions.own_access import tie_login
from journeys.actions.relatives import RelativeFacts, save_relative
from journeys.domain.events import EventSource
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import CitizenLogin, Journey
from organisations.domain.roles import Role
from organisations.models import User


def give_own_page(now: datetime) -> None:
    """Once: to somebody in the demo's own ward whose way home is agreed; the log-in takes that citizen's name."""
    user = User.objects.filter(fictitious=True, memberships__role=Role.CITIZEN.value).first()
    nurse = User.objects.filter(username="hospital", fictitious=True).first()
    if user is None or nurse is None or CitizenLogin.objects.filter(user=user).exists():
        return
    journey = _with_agreed_time(nurse, now)
    if journey is None:
        return
    user.name = journey.citizen.name
    user.save(update_fields=["name"])
    tie_login(user, journey.citizen, now=now)
    act = Act(by=nurse, now=now - timedelta(hours=2), source=EventSource.COMMAND)
    wish = "Jeg vil gerne hjem til min egen lejlighed. Jeg er bange for trappen."
    RecordWish(said_by="citizen", text=wish).do(journey, act=act)
    help_at_home = "Køber ind om torsdagen og er der den første aften. Kan ikke hjælpe med bad."
    daughter = RelativeFacts(name="Mette Prøve", relation="datter", phone="00 00 12 34", agreed=help_at_home)
    save_relative(journey, daughter, act=act)


def _with_agreed_time(nurse: User, now: datetime) -> Journey | None:
    agreed = HomeComing.objects.filter(basis=Basis.AGREED.value, at__gt=now)
    rows = Journey.objects.current().filter(
        ward=nurse.unit, status__in=[each.value for each in IN_HOSPITAL], pk__in=agreed.values("pk")
    )
    return rows.exclude(community_nursing=False).select_related("citizen").order_by("admitted_at", "pk").first()
