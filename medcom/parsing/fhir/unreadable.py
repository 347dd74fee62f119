"""The refusal of bytes that are not a FHIR resource at all."""

from __future__ import annotations


class Unreadable(Exception):
    """Bytes that cannot be read: a machine code, what was wrong, and where (line, path or offset)."""

    def __init__(self, code: str, detail: str = "", place: str = "") -> None:
        super().__init__(code, detail, place)
        self.code = code
        self.detail = detail
        self.place = place

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.detail, self.place) if part)
