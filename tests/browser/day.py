"""A day at the office: people who sign in and use the pages as they are drawn."""

from dataclasses import dataclass
from typing import Any

PASSWORD = "Xinmi-demo-2026"


@dataclass
class Desk:
    """One person before one browser of their own."""

    name: str
    page: Any

    def sign_in(self) -> None:
        self.page.goto("/login/")
        self.page.fill("[name=login]", self.name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/")
