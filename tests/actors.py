"""One named person per role, each in a unit of the same small world, and a stranger who belongs elsewhere.

`make_actors()` builds the world; tests take `actors.nurse`, `actors.ward` and so on. The stranger is a nurse of another
hospital: right role, wrong house.
"""

from dataclasses import dataclass

from organisations.domain.kinds import OrganisationKind, Speciality, UnitFunction
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.beginning import beginning
from tests.factories.organisations import (
    make_hospital,
    make_municipal_unit,
    make_municipality,
    make_organisation,
    make_practice,
    make_social_unit,
    make_user,
    make_ward,
)
from tests.relaying import Relayed


@dataclass(frozen=True, slots=True)
class Actors:
    """The units and people of the tests' small world."""

    hospital: Organisation
    ward: Organisation
    psychiatric_ward: Organisation
    other_ward: Organisation
    municipality: Organisation
    visitation: Organisation
    nursing: Organisation
    social_unit: Organisation
    practice: Organisation
    out_of_hours: Organisation
    secretariat: Organisation
    region: Organisation
    nurse: User
    doctor: User
    secretary: User
    assessor: User
    community_nurse: User
    social_worker: User
    gp: User
    gp_nurse: User
    ooh_doctor: User
    cluster_administrator: User
    administrator: User
    citizen: User
    stranger: User

    def everyone(self) -> dict[Role, User]:
        """The one person of each role; the stranger is not among them."""
        people = [self.nurse, self.doctor, self.secretary, self.assessor, self.community_nurse, self.social_worker]
        people += [self.gp, self.gp_nurse, self.ooh_doctor]
        people += [self.cluster_administrator, self.administrator, self.citizen]
        return {user.role: user for user in people if user.role is not None}


def _build() -> Actors:
    hospital = make_hospital("Regionshospitalet Viborg")
    ward = make_ward(hospital, "Medicin 1")
    psychiatry = make_hospital("Psykiatrien", speciality=Speciality.PSYCHIATRIC)
    municipality = make_municipality("Viborg Kommune", code="791")
    visitation = make_municipal_unit(municipality, "Visitationen, Viborg")
    nursing = make_municipal_unit(municipality, "Hjemmesygeplejen, Viborg", function=UnitFunction.COMMUNITY_NURSING)
    social_unit = make_social_unit(municipality, "Socialpsykiatrien, Viborg")
    practice = make_practice("Lægehuset Eksempelgade", municipality_code="791")
    out_of_hours = make_organisation("Lægevagten", kind=OrganisationKind.OUT_OF_HOURS)
    secretariat = make_organisation("Sekretariatet, Midtklyngen", kind=OrganisationKind.CLUSTER_SECRETARIAT)
    region = make_organisation("Region Midtjylland", kind=OrganisationKind.REGION)
    other_ward = make_ward(make_hospital("Regionshospitalet Randers"), "Medicin, Randers")
    return Actors(
        hospital=hospital,
        ward=ward,
        psychiatric_ward=make_ward(psychiatry, "Psykiatrisk afsnit", speciality=Speciality.PSYCHIATRIC),
        other_ward=other_ward,
        municipality=municipality,
        visitation=visitation,
        nursing=nursing,
        social_unit=social_unit,
        practice=practice,
        out_of_hours=out_of_hours,
        secretariat=secretariat,
        region=region,
        nurse=make_user("Birgit Holm", role=Role.HOSPITAL_NURSE, unit=ward),
        doctor=make_user("Henrik Dalsgaard", role=Role.HOSPITAL_DOCTOR, unit=ward),
        secretary=make_user("Inge Bro", role=Role.WARD_SECRETARY, unit=ward),
        assessor=make_user("Lone Kjær", role=Role.NEEDS_ASSESSOR, unit=visitation),
        community_nurse=make_user("Hanne Vad", role=Role.COMMUNITY_NURSE, unit=nursing),
        social_worker=make_user("Tina Friis", role=Role.SOCIAL_WORKER, unit=social_unit),
        gp=make_user("Jørgen Bak", role=Role.GP, unit=practice),
        gp_nurse=make_user("Else Toft", role=Role.GP_NURSE, unit=practice),
        ooh_doctor=make_user("Sara Vinther", role=Role.OUT_OF_HOURS_DOCTOR, unit=out_of_hours),
        cluster_administrator=make_user("Peter Lind", role=Role.CLUSTER_ADMINISTRATOR, unit=secretariat),
        administrator=make_user("Anna Storm", role=Role.SYSTEM_ADMINISTRATOR, unit=region),
        citizen=make_user("Karen Prøve Madsen", role=Role.CITIZEN, unit=None),
        stranger=make_user("Frede Fremmed", role=Role.HOSPITAL_NURSE, unit=other_ward),
    )


def _nobody() -> bool:
    return not (Organisation.objects.exists() or User.objects.exists())


_world = Relayed(_build, empty=_nobody)


@beginning
def make_actors() -> Actors:
    """Build the world; needs the database."""
    return _world()
