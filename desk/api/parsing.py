"""What a program sends: one JSON object of a size and depth that an act can have, with text that can be shown."""

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from journeys.domain.sight.showable import is_showable

# Far above the largest form; a longer body is read no further.
MOST_BYTES, DEEPEST = 200_000, 6


# As long as a name is told back.
_LONGEST_NAME = 40


class AskedQuery(serializers.Serializer[Any]):
    """What an address asks. A name that the call does not know is refused: without it, it would ask something else."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises with a sentence for each such name."""
        unknown = [str(name)[:_LONGEST_NAME] for name in self.initial_data if name not in self.fields]
        if unknown:
            raise serializers.ValidationError(dict.fromkeys(unknown, _("Kaldet kender ikke det navn. Se API'et.")))
        return attrs


class ActParser(JSONParser):
    """JSON as DRF reads it, but nothing that only looks like an act; what is wrong is a 400 with a sentence."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The object."""
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise ParseError(_("Det er for meget på én gang. Intet er gemt."))
        try:
            said = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError(_("Indholdet kan ikke læses som JSON. Intet er gemt.")) from error
        if not isinstance(said, dict):
            raise ParseError(_("Send ét JSON-objekt med felternes navne. Intet er gemt."))
        _check([said])
        return said


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _check(level: list[Any], depth: int = 0) -> None:
    """Level by level, so that no depth of nesting hurts."""
    if depth > DEEPEST:
        raise ParseError(_("Indholdet er nestet for dybt. Intet er gemt."))
    if not all(is_showable(value) for value in level if isinstance(value, str)):
        raise ParseError(_("Teksten indeholder tegn, der ikke kan vises. Skriv den igen uden dem."))
    below = [part for value in level for part in _parts(value)]
    if below:
        _check(below, depth + 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else ()
