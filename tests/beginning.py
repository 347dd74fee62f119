"""What hundreds of tests begin with: somebody in a bed, a sign-in. Who measures looks away once it is known."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")

# In a run that measures: measures what it is given until that goes nowhere new.
until_known: list[Callable[[Any, Callable[[], Any]], Any]] = []


def beginning(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Marks a function that tests begin with."""

    @functools.wraps(make)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        if not until_known:
            return make(*args, **kwargs)
        result: Made = until_known[0](make, lambda: make(*args, **kwargs))
        return result

    return made
