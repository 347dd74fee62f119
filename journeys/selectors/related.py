"""The one row that belongs to each of some others: asked for only where it did not come with them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.db.models.fields.related_descriptors import ReverseOneToOneDescriptor


def one_of_each(relation: ReverseOneToOneDescriptor[Any, Any], owners: Mapping[UUID, Model | None]) -> list[Any]:
    """The rows whose primary key is their owner's: those read together with it, all others in one query.

    `owners` by key; None where no more than the key is known. An owner without such a row has none in the answer.
    """
    found, asked = list[Any](), list[UUID]()
    for key, owner in owners.items():
        if owner is None or not relation.is_cached(owner):
            asked.append(key)
        elif (row := getattr(owner, relation.related.get_accessor_name() or "", None)) is not None:
            found.append(row)
    if asked:
        found += relation.related.related_model._default_manager.filter(pk__in=asked)
    return found
