"""Finishes interrupted destructions; run before serving. Exit 1: one could not be finished. Basis: THREATS T65."""

import json
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from destruction.actions import recover_all
from vault import lock
from vault.keys import key_scope


class Command(BaseCommand):
    help = "Finishes interrupted destructions and closes executions nobody witnessed in time."

    @lock.nothing(because="each slip is finished with its own unit declared")
    def handle(self, *args: object, **options: object) -> None:
        with key_scope():
            done = recover_all(on=timezone.localdate())
        self.stdout.write(json.dumps(done.figures()))
        if done.failed:
            sys.exit(1)
