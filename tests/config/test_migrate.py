"""The command that makes the tables is Django's, and leaves Python's garbage as it found it."""

import gc

import pytest
from django.core.management import get_commands

from config.management.commands.migrate import SELDOM, seldom_garbage


def test_the_command_is_the_projects() -> None:
    assert get_commands()["migrate"] == "config"


def _fails_while_it_is_seldom() -> None:
    with seldom_garbage():
        assert gc.get_threshold() == SELDOM
        raise ZeroDivisionError


def test_garbage_is_looked_for_as_before_when_a_migration_failed() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError):
        _fails_while_it_is_seldom()
    assert gc.get_threshold() == usual
