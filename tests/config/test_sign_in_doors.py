"""The doors of sign-in and of the administration (doors.md D4, D6, D7, D9, D12, D26)."""

import io
import logging
import re
import time
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.apps import apps
from django.contrib import admin
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from organisations.actions.memberships import end_membership, give_membership
from organisations.domain.roles import Role
from organisations.models import SecurityEvent, User
from tests.actors import Actors
from tests.factories.organisations import LONG_AGO

PASSWORD, WRONG = "k9Tq-vvLm2-xx-7", "k9Tq-vvLm2-xx-8"
SECRET = "JBSWY3DPEHPK3PXP"
LIMITS = {"login": "900/m/ip", "login_failed": "60/m/ip,5/5m/key", "login_account": "30/h/key"}
HOME, ELSEWHERE = "10.1.2.3", "203.0.113.9"


@pytest.fixture
def nurse(actors: Actors, settings: Any) -> User:
    """With a password, and the limits of production."""
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    return with_password(actors.nurse)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user: User | str, password: str = PASSWORD, *, address: str = HOME, path: str = "") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"User-Agent": "Firefox\n on a ward's machine"})
    name = user if isinstance(user, str) else user.username
    client.post(path or reverse("account_login"), {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def events(user: User) -> list[str]:
    return list(SecurityEvent.objects.filter(user_uuid=user.uuid).order_by("pk").values_list("kind", flat=True))


def test_d4_the_administrations_own_log_in_takes_no_password(actors: Actors) -> None:
    admin_user = with_password(actors.administrator)
    client = Client()
    data = {"username": admin_user.username, "password": PASSWORD, "next": "/adgangslog/"}
    response = client.post("/admin/login/", data)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/accounts/login/")
    assert not is_in(client)


def test_d4_a_second_factor_is_asked_of_whoever_comes_by_the_administration(actors: Actors) -> None:
    user = with_password(actors.administrator)
    TOTP.activate(user, SECRET)
    asked = Client().get("/admin/login/?next=/admin/")["Location"]
    client = sign_in(user, path=asked)
    assert not is_in(client)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(client)


def test_d4_secrets_of_second_factors_are_not_in_the_database_in_clear(actors: Actors) -> None:
    TOTP.activate(actors.nurse, SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert SECRET not in str(cursor.fetchall())
    assert TOTP(Authenticator.objects.get(user=actors.nurse)).validate_code(
        format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    )


def test_d4_nobody_reads_second_factors_in_the_administration() -> None:
    assert not admin.site.is_registered(Authenticator)
    with pytest.raises(NoReverseMatch):
        reverse("admin:mfa_authenticator_changelist")


def test_d6_a_strangers_wrong_tries_do_not_shut_the_owner_out(nurse: User) -> None:
    assert is_in(sign_in(nurse))
    for _ in range(6):
        sign_in(nurse, WRONG, address=ELSEWHERE)
    assert not is_in(sign_in(nurse, address=ELSEWHERE))
    assert is_in(sign_in(nurse))


def test_d6_tries_from_many_addresses_shut_the_door_for_addresses_never_used(nurse: User) -> None:
    assert is_in(sign_in(nurse))
    for last in range(31):
        sign_in(nurse, WRONG, address=f"198.51.100.{last}")
    assert not is_in(sign_in(nurse, address=ELSEWHERE))
    assert is_in(sign_in(nurse))


def test_d6_wrong_names_behind_one_address_lock_no_colleague_out(nurse: User) -> None:
    for count in range(40):
        sign_in(f"nobody{count}", WRONG)
    assert is_in(sign_in(nurse))


def test_d6_a_ward_signs_in_at_the_change_of_shift(nurse: User) -> None:
    assert all(is_in(sign_in(nurse)) for _ in range(45))


def test_d6_an_unknown_name_is_limited_like_a_known_one(nurse: User) -> None:
    def answers(name: str) -> list[bool]:
        pages = []
        for last in range(32):
            client = Client(REMOTE_ADDR=f"198.51.100.{last}")
            page = client.post(reverse("account_login"), {"login": name, "password": WRONG}).content.decode()
            pages.append("for mange" in page)
        return pages

    assert answers("nobody-at-all") == answers(nurse.username)


def test_d7_an_ended_administrator_stands_before_the_door(actors: Actors) -> None:
    client = Client()
    client.force_login(actors.administrator)
    assert client.get("/admin/").status_code == 200
    assert actors.administrator.membership
    end_membership(actors.administrator.membership, valid_to=timezone.localdate())
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("who", ["nurse", "doctor", "cluster_administrator"])
def test_d7_flags_of_the_account_open_nothing(who: str, actors: Actors) -> None:
    user = getattr(actors, who)
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    for address in ("/admin/", "/admin/login/", reverse("admin:organisations_user_changelist")):
        assert client.get(address, follow=True).status_code == 403


def test_d7_acting_for_a_ward_an_administrator_is_none(actors: Actors) -> None:
    other = give_membership(actors.administrator, unit=actors.ward, role=Role.HOSPITAL_NURSE, valid_from=LONG_AGO)
    client = Client()
    client.force_login(actors.administrator)
    client.post("/enhed/", {"membership": other.pk})
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "confirm-email/", "password/set/", "login/code/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_d9_d26_account_pages_that_are_not_in_use_are_not_there(path: str, method: str) -> None:
    data = {"username": "fremmed", "password1": PASSWORD, "password2": PASSWORD, "email": "a@example.dk"}
    assert getattr(Client(), method)(f"/accounts/{path}", data).status_code == 404
    assert not User.objects.filter(username="fremmed").exists()


@pytest.mark.django_db
def test_d26_who_lost_a_password_is_told_whom_to_ask() -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "Glemt adgangskode? Bed en administrator" in re.sub(r"\s+", " ", page)


def test_d12_every_way_in_and_out_is_written_down_with_who_and_from_where(nurse: User) -> None:
    sign_in(nurse, WRONG)
    client = sign_in(nurse)
    client.post(reverse("account_logout"))
    assert events(nurse) == ["sign_in_failed", "signed_in", "signed_out"]
    row = SecurityEvent.objects.filter(kind="signed_in").get()
    assert (row.address, row.device) == (HOME, "Firefox on a ward's machine")


def test_d12_being_locked_out_is_an_event_of_its_own(nurse: User) -> None:
    for _ in range(6):
        sign_in(nurse, WRONG, address=ELSEWHERE)
    assert events(nurse) == ["sign_in_failed"] * 5 + ["locked_out"]


def test_d12_what_was_typed_as_a_name_is_not_kept(nurse: User) -> None:
    sign_in("251248-9996", WRONG)
    row = SecurityEvent.objects.get(kind="sign_in_failed")
    assert row.user_uuid is None
    assert "9996" not in str(SecurityEvent.objects.values().get(pk=row.pk))


def test_d12_a_wrong_second_factor_is_written_down(nurse: User) -> None:
    TOTP.activate(nurse, SECRET)
    sign_in(nurse).post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "second_factor_failed" in events(nurse)


@pytest.mark.django_db
def test_d12_the_security_log_cannot_be_changed(nurse: User) -> None:
    sign_in(nurse)
    for change in (SecurityEvent.objects.all().delete, lambda: SecurityEvent.objects.update(address="")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_d12_a_line_names_who_and_from_where(nurse: User) -> None:
    client, lines = sign_in(nurse), io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(next(h.formatter for h in logging.getLogger().handlers if type(h) is logging.StreamHandler))
    logging.getLogger("django.request").addHandler(handler)
    try:
        client.get(f"/forloeb/{nurse.uuid}/")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert f"client={HOME}" in lines.getvalue()
    assert f"who={nurse.uuid}" in lines.getvalue()


def test_d14_a_demos_people_come_in_only_where_there_is_a_demo(nurse: User, settings: Any) -> None:
    User.objects.filter(pk=nurse.pk).update(fictitious=True)
    settings.DEMO = True
    client = sign_in(nurse)
    assert client.get("/afdeling/").status_code == 200
    settings.DEMO = False
    assert client.get("/afdeling/").status_code == 302
    assert not is_in(sign_in(nurse))


def test_d4_rows_from_before_are_encrypted_by_the_migration(actors: Actors) -> None:
    Authenticator.objects.create(user=actors.nurse, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=actors.nurse, type="recovery_codes", data={"migrated_codes": ["12345678"]})
    import_module("organisations.migrations.0002_encrypt_second_factors").encrypt_all(apps, None)
    import_module("organisations.migrations.0005_demo_users_and_old_codes").encrypt_old_codes(apps, None)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert "12345678" not in stored


def test_d7_the_first_administrators_come_from_the_server(actors: Actors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    call_command("add_administrator", "ny", "--name", "Ny Administrator", stdout=io.StringIO())
    assert is_in(client := sign_in("ny"))
    assert client.get("/admin/").status_code == 200
