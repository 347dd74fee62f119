"""For whom and for which unit a page was made: a signed mark in each of its forms."""

from django.core import signing

from organisations.models import User

FIELD, HEADER = "page_unit", "X-Page-Unit"
# What a page leaves for the next one of its tab, for some seconds (static/js/app.js).
COOKIE = FIELD
_SALT = "desk.page_unit"


def page_unit_token(user: User) -> str:
    """Who a page was made for, and in which membership; signed, so that it can be believed.

    Without a time in it: a refresh that changes nothing must give the same page.
    """
    membership = user.membership
    return signing.Signer(salt=_SALT).sign_object([user.pk, membership.pk if membership else None])


def read_token(token: str) -> tuple[int, int | None] | None:
    """The user and membership of a page; None for anything that we did not sign."""
    try:
        user_id, membership_id = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id, membership_id
