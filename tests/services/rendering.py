"""What Django notes of a page in a test: each template that it is made of with a copy of all that could be said in it.

A journey's page is made of 170, nearly all of them components; what the page itself was given is what tests ask for.
"""

from copy import copy
from typing import Any

from django.template import Template
from django.test import client
from django.test.utils import ContextList

COMPONENTS = "cotton/"


def _store(store: dict[str, Any], *, template: Template, context: Any, **_signal: Any) -> None:
    store.setdefault("templates", []).append(template)
    contexts = store.setdefault("context", ContextList())
    if not (template.name or "").startswith(COMPONENTS):
        contexts.append(copy(context))


def install() -> None:
    """Patch the client once: tests open thousands of pages."""
    client.store_rendered_templates = _store
