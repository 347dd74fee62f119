"""Every kind of news is in one group."""

from collections import Counter

from notifications.domain.groups import GROUP_OF, KINDS_OF, NewsGroup
from notifications.domain.kinds import ABOUT_ACCOUNTS, NotificationKind


def test_every_kind_is_in_one_group() -> None:
    assert set(Counter(kind for kinds in KINDS_OF.values() for kind in kinds).values()) == {1}
    assert set(GROUP_OF) == set(NotificationKind)


def test_what_is_about_accounts_is_a_group_of_its_own() -> None:
    assert frozenset(KINDS_OF[NewsGroup.ACCOUNTS]) == ABOUT_ACCOUNTS
