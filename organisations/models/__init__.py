"""Tables of who: organisations, cooperation areas, users and memberships."""

from organisations.models.cooperation import CooperationArea, CooperationAreaMember, CooperationAreaName
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation
from organisations.models.role_request import RoleRequest
from organisations.models.security import SecurityEvent
from organisations.models.user import User

__all__ = [
    "CooperationArea",
    "CooperationAreaMember",
    "CooperationAreaName",
    "Membership",
    "Organisation",
    "RoleRequest",
    "SecurityEvent",
    "User",
]
