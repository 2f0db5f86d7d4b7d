"""`manage.py migrate` brings both databases up to date; `--database` chooses one of them."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="")

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_check_kwargs(options), "databases": _chosen(options)}

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in _chosen(options):
            super().handle(*args, **{**options, "database": alias})


def _chosen(options: dict[str, Any]) -> list[str]:
    return [options["database"]] if options["database"] else list(settings.DATABASES)
