"""Projects what is asked when somebody is admitted, by table 2a (RULES 2a; SPEC A3.3 rule 5; 001 bilag 2)."""

from discharge.channel.rules.psychiatric_contact import contact_task, contacted, telling_task
from discharge.channel.rules.report_task import report_task
from discharge.settings.rules.open_points import DEFAULTS
from discharge.settings.selectors import dated_choices
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.domain.tasks.open_tasks import WantedTask
from organisations.domain.kinds import MUNICIPAL_KINDS, Speciality
from organisations.models import Organisation

SOURCE, CONTACT_SOURCE = "report", "psychiatric_contact"


def project_reports(projection: CitizenProjection) -> None:
    """One open task per journey at most; runs in the event's transaction."""
    asked = any(item.state.report_requested_at for item in projection.journeys)
    decided = projection.once(dated_choices) if asked else DEFAULTS
    for item in projection.journeys:
        at = item.state.report_requested_at or projection.now
        task = report_task(item.state, item.journey.speciality, decided.at(at, item.state.hospital))
        projection.sync_tasks(item, source=SOURCE, wanted=[task] if task else [])


def project_contacts(projection: CitizenProjection) -> None:
    """What psychiatry and the municipality are to tell each other; runs in the event's transaction."""
    for item in projection.journeys:
        psychiatric = item.journey.speciality == Speciality.PSYCHIATRIC
        wanted = _contacts(projection, item) if psychiatric else ()
        projection.sync_tasks(item, source=CONTACT_SOURCE, wanted=[task for task in wanted if task is not None])


def _contacts(projection: CitizenProjection, item: Projected) -> tuple[WantedTask | None, ...]:
    state, speciality = item.state, item.journey.speciality
    decided = projection.once(dated_choices).at(state.arrived_at or projection.now, state.hospital)
    born = projection.citizen.known_birth_date
    contact = contact_task(item.history, state, speciality, born=born)
    named = contacted(item.history) if contact is not None else frozenset()
    if named:
        units = Organisation.objects.filter(pk__in=named, kind__in=[kind.value for kind in MUNICIPAL_KINDS])
        municipal = {str(unit) for unit in units.order_by().values_list("pk", flat=True)}
        contact = contact_task(item.history, state, speciality, born=born, municipal=municipal)
    return contact, telling_task(item.history, state, speciality, decided)
