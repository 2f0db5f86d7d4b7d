"""`manage.py migrate` brings both databases up to date; `--database` chooses one of them."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from vault import lock

# Only the vault has tables in the key store; walking through everyone's migrations there would double the time.
APP_OF_THE_KEYSTORE = "vault"


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="")

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        return {**super().get_check_kwargs(options), "databases": _chosen(options)}

    @lock.everything(because="a migration changes rows of every unit")
    def handle(self, *args: Any, **options: Any) -> None:
        for alias in _chosen(options):
            super().handle(*args, **{**options, "database": alias, **_narrowed(alias, options)})


def _chosen(options: dict[str, Any]) -> list[str]:
    return [options["database"]] if options["database"] else list(settings.DATABASES)


def _narrowed(alias: str, options: dict[str, Any]) -> dict[str, Any]:
    if alias != "keystore" or options["app_label"]:
        return {}
    return {"app_label": APP_OF_THE_KEYSTORE, "run_syncdb": False}
