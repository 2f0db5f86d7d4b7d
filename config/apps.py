"""The app of the roof."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from config import celery, failures, page_names, planning, sessions  # noqa: F401 - shared tasks find their broker, signals their receivers
        from config.waiting import connect  # models are there only once the apps are loaded
        from personnel.worklist import register_source

        connect()
        page_names.connect()
        planning.connect()
        register_source(failures.waiting)
