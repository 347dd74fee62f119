"""`manage.py add_administrator USERNAME --name NAME`: the first two, from the server; later ones are given by two."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from organisations.actions.memberships import give_membership
from organisations.actions.users import register_user
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import Organisation, User


class Command(BaseCommand):
    """Whoever may run commands on the server owns it; on the site a second administrator is needed."""

    help = "Makes a system administrator of the region, or makes an existing user one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="of a person who has no account yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """The account, if there is none, and the role."""
        region = Organisation.objects.of_kind(OrganisationKind.REGION).first()
        if region is None:
            raise CommandError("load_reference_data first: there is no region to belong to")
        with transaction.atomic():
            user = User.objects.filter(username=options["username"]).first() or self._register(options)
            give_membership(user, unit=region, role=Role.SYSTEM_ADMINISTRATOR, valid_from=timezone.localdate())
        self.stdout.write(f"{user.username} is an administrator")

    def _register(self, options: dict[str, Any]) -> User:
        if not options["name"]:
            raise CommandError("--name is needed for a new account")
        password = getpass() if sys.stdin.isatty() else sys.stdin.readline().strip()
        try:
            validate_password(password, User(username=options["username"], name=options["name"]))
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from weak
        return register_user(username=options["username"], name=options["name"], password=password, administrator=True)
