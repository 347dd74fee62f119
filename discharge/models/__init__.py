"""Tables of the discharge: what the pure rules said about each journey."""

from discharge.models.extended_responsibility import ExtendedResponsibility

__all__ = ["ExtendedResponsibility"]
