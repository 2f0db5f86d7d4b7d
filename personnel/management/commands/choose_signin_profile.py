"""`choose_signin_profile`: which profile of passwords and sessions binds this installation; the last line is one JSON object."""

import json

from django.core.management.base import BaseCommand

from personnel.signin.actions import choose_profile
from personnel.signin.profiles import FIGURES, Profile
from vault import lock


class Command(BaseCommand):
    help = "By the highest level the installation works with. Figures that are stricter already stay; pages only tighten them."

    def add_arguments(self, parser):
        parser.add_argument("profile", choices=Profile.values)

    @lock.nothing(because="a policy of sign-in")
    def handle(self, *args, **options):
        policy = choose_profile(Profile(options["profile"]), by=None)
        self.stdout.write(json.dumps({"profile": policy.profile} | {name: getattr(policy, name) for name in FIGURES}))
