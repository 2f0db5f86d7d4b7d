from tests.config.starting.conftest import prepared

__all__ = ["prepared"]
