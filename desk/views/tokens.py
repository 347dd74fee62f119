"""For whom and for which unit a page was made: a signed mark in each of its forms."""

from django.core import signing

from organisations.models import User

FIELD, HEADER = "page_unit", "X-Page-Unit"
_SALT = "desk.page_unit"


def page_unit_token(user: User) -> str:
    """Who a page was made for, and in which membership; signed, so that it can be believed."""
    membership = user.membership
    return signing.dumps([user.pk, membership.pk if membership else None], salt=_SALT)


def read_token(token: str) -> tuple[int, int | None] | None:
    """The user and membership of a page; None for anything that we did not sign."""
    try:
        user_id, membership_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, membership_id
