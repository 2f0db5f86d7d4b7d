"""A form that is sent twice does one thing. Basis: THREATS T69."""

import uuid
from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction

from personnel.models import Person
from petitions.models import Petition, Submission
from vault import blind

PLACE = "petitions.form"


def token_of(token: uuid.UUID | None, fields: Iterable[tuple[str, str]], *, by: Person) -> uuid.UUID:
    """The form's own token, bound to its sender; a form sent without one (a script) is known by the keyed digest of all it says."""
    text = str(token) if token else repr(sorted(fields))
    return uuid.UUID(bytes=blind.digest(PLACE, f"{by.pk}|{text}")[:16])


def once(token: uuid.UUID, act: Callable[[], Petition], *, by: Person) -> tuple[Petition, bool]:
    """Carries the act out unless this form was sent before; answers the petition and whether it is new.

    The token's row is written first: whoever sends the same form meanwhile waits for it.
    """
    try:
        with transaction.atomic():
            submission = Submission(token=token, person=by)
            submission.save(force_insert=True)
            submission.petition = act()
            submission.save(update_fields=["petition"])
            return submission.petition, True
    except IntegrityError:
        earlier = Submission.objects.filter(token=token, petition__isnull=False).select_related("petition").first()
        if earlier is None:
            raise
        return earlier.petition, False
