"""The app of the roof."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from config import celery, page_names, sessions  # noqa: F401 - shared tasks find their broker, signals their receivers
        from config.waiting import connect  # models are there only once the apps are loaded

        connect()
        page_names.connect()
