"""Secrets at rest are read with the key that encrypted them, and with no other."""

import pytest

from organisations.domain.secrets import PREFIX, decrypt, encrypt

SECRET, KEY = "JBSWY3DPEHPK3PXP", "the installation's"


def test_a_secret_is_read_again_with_its_key() -> None:
    stored = encrypt(SECRET, key=KEY)
    assert stored.startswith(PREFIX)
    assert SECRET not in stored
    assert decrypt(stored, key=KEY) == SECRET


def test_what_is_encrypted_already_stays_as_it_is() -> None:
    stored = encrypt(SECRET, key=KEY)
    assert encrypt(stored, key=KEY) == stored


def test_a_secret_stored_before_is_read_as_it_is() -> None:
    assert decrypt(SECRET, key=KEY) == SECRET


def test_another_key_reads_nothing() -> None:
    with pytest.raises(ValueError, match="another key"):
        decrypt(encrypt(SECRET, key=KEY), key="another")
