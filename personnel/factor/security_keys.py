"""Security keys (WebAuthn): a thing to plug in and touch. What it says takes the place of a code, wherever one is asked for.

The challenge lies in the session of whoever asked for it and is good once. A key is bound to the name of this house's address,
so none can be set up where the house is asked for by a bare number.
"""

import json
from ipaddress import ip_address
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.request import split_domain_port
from fido2.utils import websafe_encode

from personnel.models import Person

KEY = Authenticator.Type.WEBAUTHN
UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, AttributeError)  # whatever a browser may send


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
    return _plain(auth.begin_registration(person, passwordless=False))


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
    """What a new key says of itself, where it answers the question that waits."""
    try:
        answer = json.loads(text)
        auth.parse_registration_response(answer)
        auth.complete_registration(answer)
    except UNREADABLE:
        return None
    finally:
        auth.clear_state()
    return answer


def _plain(value: Any) -> Any:
    """As browsers take it: bytes in letters."""
    return json.loads(json.dumps(value, default=_letters))


def _letters(value: Any) -> Any:
    return websafe_encode(value) if isinstance(value, bytes) else dict(value)
