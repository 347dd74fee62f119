"""The kinds of documents that are written here, each declared in a module of its own: being there is enough."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import DeclaredKind


def _declared() -> Iterator[DeclaredKind]:
    for module in iter_modules(__path__):
        names = vars(import_module(f"{__name__}.{module.name}"))
        yield from (value for value in names.values() if isinstance(value, DeclaredKind))


def _place(kind: DeclaredKind) -> tuple[bool, int]:
    """The order of table 2a, in which they are offered; the letter for what no other kind fits comes last."""
    return kind.document is ChannelDocument.CORRESPONDENCE, list(ChannelDocument).index(kind.document)


KINDS: Mapping[ChannelDocument, DeclaredKind] = {kind.document: kind for kind in sorted(_declared(), key=_place)}


def kind_named(code: str | None) -> DeclaredKind | None:
    """The kind that a stored or typed code names; None for what is not written here."""
    return next((kind for kind in KINDS.values() if kind.document == code), None)
