"""Status without the page: what a door answers is decided before the page is drawn, which takes longer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.template.backends.django import Template
from django.utils.safestring import SafeString


@contextmanager
def undrawn() -> Iterator[None]:
    """Pages are empty inside; what stands on them is read in tests of their own."""

    def nothing(self: Any, context: Any = None, request: Any = None) -> SafeString:
        return SafeString("")

    level = logging.root.manager.disable
    # A line for each no is not read here either.
    logging.disable(logging.WARNING)
    try:
        with mock.patch.object(Template, "render", nothing):
            yield
    finally:
        logging.disable(level)
