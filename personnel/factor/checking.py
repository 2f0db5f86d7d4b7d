"""Whether a person has a second factor, and whether a code is theirs. Each code works once. Basis: THREATS T38, T62.

django-allauth remembers a used code in the cache for one period; a code is good for three (the one before and the one after are
taken as well, for phones whose clock is a little off). So the last step of time that was used stays with the secret instead:
none up to it works again, not even when the machine's clock is set back.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import transaction

from personnel.factor.sealing import secrets_of, unseal
from personnel.factor.security_keys import answered, is_answer
from personnel.models import Person

APP, CODES = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def has_factor(person: Person) -> bool:
    """Whether sign-in and every signature ask for more than the password."""
    return Authenticator.objects.filter(user_id=person.pk).exclude(type=CODES).exists()


def has_app(person: Person) -> bool:
    return Authenticator.objects.filter(user_id=person.pk, type=APP).exists()


def step_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The step of time this code belongs to, where that is now and later than `after`."""
    steps = [step for step in yield_hotp_counters_from_time() if step > after]
    fitting = (step for step in steps if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))))
    return max(fitting, default=None)


@transaction.atomic
def spend(person: Person, code: str) -> Authenticator | None:
    """Whose code it is: the app's, a recovery code, or what a security key says in their place. From now on it is none any more.

    Two who send it at once take turns.
    """
    if is_answer(code):
        return answered(person, code)
    both = Authenticator.objects.select_for_update().filter(user_id=person.pk, type__in=(APP, CODES))
    held = {one.type: one for one in both.order_by("pk")}  # in one order, or two would wait for each other
    if APP in held and _spend_step(held[APP], code):
        return held[APP]
    if CODES in held and _spend_recovery_code(held[CODES], code):
        return held[CODES]
    return None


def _spend_step(app: Authenticator, code: str) -> bool:
    with secrets_of(app.user_id, APP):
        step = step_of(unseal(app.data["secret"]), code, after=app.data["spent"])
    if step is None:
        return False
    app.data["spent"] = step
    app.save(update_fields=["data"])
    return True


def _spend_recovery_code(codes: Authenticator, code: str) -> bool:
    with secrets_of(codes.user_id, CODES):
        return RecoveryCodes(codes).validate_code(code)


def codes_left(person: Person) -> int:
    """How many recovery codes are still good."""
    codes = Authenticator.objects.filter(user_id=person.pk, type=CODES).first()
    if codes is None:
        return 0
    with secrets_of(person.pk, CODES):
        return len(RecoveryCodes(codes).get_unused_codes())
