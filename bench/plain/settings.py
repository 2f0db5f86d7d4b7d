"""The product on plain text: the same apps, pages and actions; only what is sealed is not."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = ["bench.plain", *INSTALLED_APPS]
