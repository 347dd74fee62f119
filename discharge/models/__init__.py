"""Tables of the discharge: what the pure rules said about each journey."""

from discharge.models.extended_responsibility import ExtendedResponsibility
from discharge.models.ready_period import ReadyPeriod
from discharge.models.responsibility import CitizenResponsibility

__all__ = ["CitizenResponsibility", "ExtendedResponsibility", "ReadyPeriod"]
