"""Security keys (WebAuthn): a thing to plug in and touch. What it says takes the place of a code, wherever one is asked for.

The challenge lies in the session of whoever asked for it and is good once. A key is bound to the name of this house's address,
so none can be set up where the house is asked for by a bare number.
"""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.request import split_domain_port
from fido2.utils import websafe_encode

from personnel.models import Person

KEY = Authenticator.Type.WEBAUTHN
NEW = "factor_new_key"  # where the challenge of a new key waits
LONGEST = 8000  # characters of what a new key says
UNREADABLE = (  # whatever a browser may send
    ValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    NotImplementedError,  # of the library: a kind of key it does not know
    struct.error,
)


def keys_of(person: Person) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user_id=person.pk, type=KEY).order_by("created_at"))


def has_key(person: Person) -> bool:
    return Authenticator.objects.filter(user_id=person.pk, type=KEY).exists()


def can_be_used_at(request: HttpRequest) -> bool:
    """Browsers let keys be used at https, or on the machine itself, and only where the address has a name."""
    host, _port = split_domain_port(request.get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def question(person: Person) -> dict[str, Any]:
    """What one of this person's keys is asked; the challenge waits in the session."""
    return _plain(auth.begin_authentication(person))


def question_to_new(person: Person) -> dict[str, Any]:
    with _of_a_new_key():
        return _plain(auth.begin_registration(person, passwordless=False))


@contextmanager
def _of_a_new_key() -> Iterator[None]:
    """Beside the challenge of the key that proves who adds another one; django-allauth has one place for both."""
    session, place = context.request.session, auth.STATE_SESSION_KEY
    of_proof, of_new = session.pop(place, None), session.pop(NEW, None)
    _put(session, place, of_new)
    try:
        yield
    finally:
        _put(session, NEW, session.pop(place, None))
        _put(session, place, of_proof)


def _put(session: SessionBase, place: str, state: dict | None) -> None:
    if state is not None:
        session[place] = state


def is_answer(text: str) -> bool:
    """Whether this came from a key and is no code that was typed."""
    return text.lstrip().startswith("{")


def answered(person: Person, text: str) -> Authenticator | None:
    """Which key of this person answered the question that waits; it waits no longer. In a transaction."""
    try:
        answer = json.loads(text)
        count = auth.parse_authentication_response(answer).response.authenticator_data.counter
        return _counted(auth.complete_authentication(person, answer), count)
    except UNREADABLE:
        return None
    finally:
        auth.clear_state()


def _counted(key: Authenticator, count: int) -> Authenticator | None:
    """Keys that count their answers count upwards: an answer sent twice, or one of a copied key, does not."""
    held = Authenticator.objects.select_for_update().get(pk=key.pk)
    if count and count <= held.data.get("count", 0):
        return None
    held.data["count"] = count
    held.save(update_fields=["data"])
    return held


def introduced(text: str) -> dict[str, Any] | None:
    """What a new key says of itself, where it answers the question that waits; it waits no longer."""
    with _of_a_new_key():
        try:
            answer = _readable(text)
            auth.parse_registration_response(answer)
            auth.complete_registration(answer)
        except UNREADABLE:
            return None
        finally:
            auth.clear_state()
        return answer


def _readable(text: str) -> dict[str, Any]:
    """As the database can keep it: of a sensible length, without NUL, half characters and numbers that are none."""
    if len(text) > LONGEST:
        raise ValueError
    answer = json.loads(text)
    if b"\\u0000" in json.dumps(answer, ensure_ascii=False, allow_nan=False).encode():
        raise ValueError
    return answer


def _plain(value: Any) -> Any:
    """As browsers take it: bytes in letters."""
    return json.loads(json.dumps(value, default=_letters))


def _letters(value: Any) -> Any:
    return websafe_encode(value) if isinstance(value, bytes) else dict(value)
