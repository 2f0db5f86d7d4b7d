"""What custody hands upwards and downwards when the program starts."""

from approvals.registry import register_slip


def connect() -> None:
    """Called once in `ready()`."""
    from custody.models import BorrowSlip  # models load after this module

    register_slip(BorrowSlip)
