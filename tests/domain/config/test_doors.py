"""Passwords, addresses and proxies: the pure parts of the doors (doors.md D6, D25, D30, D31)."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.accounts.passwords import is_common
from config.places import refuse_half_a_proxy, refuse_public_debug
from organisations.domain.origin import checked_address, client_address, is_among, shortened_device


@pytest.mark.parametrize(
    "password",
    ["passwordpassword", "hospitalhospital", "Sommer-2026!!", "P4ssw0rd1234", "Viborgkommune1", "velkommen2026!",
     "qwertyuiop123", "abcabcabcabc", "aaaaaaaaaaaa", "Sygeplejerske1!"],
)  # fmt: skip
def test_d31_common_words_are_no_password(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("password", ["k9Tq-vvLm2-xx", "korrekt hestebatteri klammer", "Xk3mUberlinerz"])
def test_d31_others_are(password: str) -> None:
    assert not is_common(password)


@pytest.mark.parametrize(
    ("direct", "forwarded", "proxies", "client"),
    [
        ("10.0.0.1", "", 0, "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", 0, "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", 2, "10.0.0.1"),
        ("10.0.0.1", "nonsense", 1, "10.0.0.1"),
        ("", "", 0, ""),
    ],
)
def test_d6_the_client_is_whom_our_own_proxy_saw(direct: str, forwarded: str, proxies: int, client: str) -> None:
    assert client_address(direct, forwarded, proxies=proxies) == client


@pytest.mark.parametrize(
    ("text", "address"),
    [("[2001:db8::1]:443", "2001:db8::1"), ("192.0.2.1:5000", "192.0.2.1"), ("fe80::1%eth0", "fe80::1"), ("x", "")],
)
def test_d6_an_address_is_read_with_its_port(text: str, address: str) -> None:
    assert checked_address(text) == address


def test_d30_only_named_networks_are_proxies() -> None:
    assert is_among("172.18.0.1", ("172.16.0.0/12",))
    assert not is_among("203.0.113.9", ("172.16.0.0/12",))
    assert not is_among("", ("0.0.0.0/0",))


@pytest.mark.parametrize(("behind", "count", "networks"), [(True, 0, ()), (False, 1, ()), (True, 1, ("x",))])
def test_d6_half_a_proxy_is_refused(behind: bool, count: int, networks: tuple[str, ...]) -> None:
    with pytest.raises(ImproperlyConfigured):
        refuse_half_a_proxy(behind=behind, count=count, networks=networks)


@pytest.mark.parametrize("host", ["forloeb.example", "*", "10.0.0.4", ".example.dk"])
def test_d25_debug_answers_to_this_machine_only(host: str) -> None:
    refuse_public_debug(["localhost", "127.0.0.1", "[::1]"])
    with pytest.raises(ImproperlyConfigured):
        refuse_public_debug(["localhost", host])


def test_d12_a_device_is_one_short_line() -> None:
    assert shortened_device("a\nb\x00c " * 100).startswith("a b c a b c")
    assert len(shortened_device("x" * 5000)) == 120
