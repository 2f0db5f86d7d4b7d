"""The app of the roof."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from config import celery  # noqa: F401 - shared tasks find their broker through this
