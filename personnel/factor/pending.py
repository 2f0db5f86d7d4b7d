"""A secret that is shown and not confirmed yet. It waits in the session of whoever asked for it, sealed for them, ten minutes long."""

import time

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.sessions.backends.base import SessionBase

from personnel.factor.sealing import seal, secrets_of, unseal
from personnel.models import Person

PLACE, USE, SECONDS = "factor_pending", "pending", 10 * 60


def begin(session: SessionBase, person: Person) -> None:
    """A new secret; the one that waited before is gone."""
    with secrets_of(person.pk, USE):
        session[PLACE] = {"sealed": seal(generate_totp_secret()), "until": int(time.time()) + SECONDS}


def waiting(session: SessionBase, person: Person) -> str | None:
    kept = session.get(PLACE)
    if kept is None or time.time() >= kept["until"]:
        return None
    with secrets_of(person.pk, USE):
        return unseal(kept["sealed"])


def forget(session: SessionBase) -> None:
    session.pop(PLACE, None)
