"""Any page of the product in Chromium without a walk to it: the matrix's world answers, one request at a time, each undone."""

import mimetypes
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from tests.browser import access
from tests.matrix.conftest import undone, whole

HOST = "http://localhost"
PICTURE = re.compile(r'<img[^>]* src="(/[^"]+)"')


@dataclass
class Stage:
    """A browser before which the product plays; whoever reads, in whichever language, is said with each page."""

    page: Any
    clients: dict[str, Client]
    complaints: list[str] = field(default_factory=list)
    _answers: dict[str, HttpResponse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.route("**/*", self._serve)
        self.page.add_init_script(path=access.AXE)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def get(self, reader: str, address: str, language: str = "zh-hans") -> HttpResponse:
        client = self.clients[reader]
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with undone():
            return whole(client.get(address))

    def post(self, reader: str, address: str, data: dict) -> HttpResponse:
        with undone():
            return whole(self.clients[reader].post(address, data))

    def show(self, reader: str, answer: HttpResponse) -> None:
        """All under one address: which page it is, its content says. Pictures are asked for before."""
        pictures = PICTURE.findall(answer.content.decode())
        self._answers = {"/": answer} | {path: self.get(reader, path) for path in pictures}
        self.page.goto(f"{HOST}/", wait_until="load")

    def faults(self, reader: str, answer: HttpResponse) -> list[str]:
        """What is wrong with a page on a desk, at 200 % and on a telephone."""
        self.show(reader, answer)
        found = []
        for look, size in access.LOOKS.items():
            self.page.set_viewport_size(size)
            found += [f"wider than {look}: {element}" for element in access.too_wide(self.page)]
        found += [f"on a telephone: {fault}" for fault in access.violations(self.page, access.LAID_OUT)]
        self.page.set_viewport_size(access.LOOKS["a desk"])
        found += access.violations(self.page) + self.complaints
        self.complaints.clear()
        return found

    def _serve(self, route: Any) -> None:
        """Called by the browser, where no question to the database can be asked."""
        path = urlsplit(route.request.url).path
        if path.startswith(settings.STATIC_URL):
            self._serve_file(route, path.removeprefix(settings.STATIC_URL))
        else:
            fulfil(route, self._answers.get(path) or HttpResponse(status=404))

    def _serve_file(self, route: Any, name: str) -> None:
        found = finders.find(name)
        if found is None:
            self.complaints.append(f"no file {name}")
        route.fulfill(status=200 if found else 404, path=found, content_type=mimetypes.guess_type(name)[0])

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "status of" not in message.text:
            self.complaints.append(message.text)


def fulfil(route: Any, answer: HttpResponse) -> None:
    """The answer with its own policy; only a sandbox, in which no script may look at the page, is left off."""
    headers = dict(answer.headers)
    policy = headers.get("Content-Security-Policy", "").split(";")
    headers["Content-Security-Policy"] = ";".join(part for part in policy if not part.strip().startswith("sandbox"))
    route.fulfill(status=answer.status_code, headers=headers, body=answer.content)
