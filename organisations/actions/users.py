"""Create people who sign in."""

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.actions.history import saved_by
from organisations.domain.identifiers import check_authorisation_id, normalise_number
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import User
from organisations.sentences import problem_sentence


@transaction.atomic
def register_user(
    *,
    username: str,
    name: str,
    password: str | None = None,
    authorisation_id: str | None = None,
    administrator: bool = False,
    fictitious: bool = False,
    by: User | None = None,
) -> User:
    """A person who can sign in; without a password only through another identity provider."""
    if User.objects.filter(username=username).exists():
        raise InvalidOrganisation("user.username_taken", _("Brugernavnet er allerede i brug."))
    user = User(username=username, name=name, is_staff=administrator, fictitious=fictitious)
    if authorisation_id:
        user.authorisation_id = _checked_authorisation(authorisation_id)
    user.set_password(password)
    saved_by(user, by)
    return user


def _checked_authorisation(text: str) -> str:
    problem = check_authorisation_id(text)
    if problem is not None:
        raise InvalidOrganisation(problem.value, problem_sentence(problem))
    return normalise_number(text)
