#!/usr/bin/env python3
"""Django's commands; those that change tables work as the owner role."""

import os
import sys

OWNER_COMMANDS = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "optimizemigration"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line  # the role must stand before Django loads

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
