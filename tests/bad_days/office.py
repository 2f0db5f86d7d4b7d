"""Somebody at a desk who speaks HTTP: what a browser would send, with what the server answered."""

import re
import sys
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from django.utils import timezone

from tests import cast
from tests.config.starting.products import supervisor

COUNT = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT (SELECT count(*) FROM petitions_petition) + (SELECT count(*) FROM petitions_historicalpetition)"
                   " + (SELECT count(*) FROM custody_carrier), (SELECT count(*) FROM trail_entry)")
    print(*cursor.fetchone())
"""


class Office:
    def __init__(self, url, token=""):
        self.place, self.cookies, self.token = urlsplit(url).netloc, {"csrf": token} if token else {}, token

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, values):
        return self._ask("POST", path, urlencode({**values, "csrfmiddlewaretoken": self.cookies["csrf"]}))

    def sign_in(self, account):
        """The status of the answer; the token is asked for where none is known yet."""
        if "csrf" not in self.cookies:
            self.get("/login/")
        return self.post("/login/", {"login": account, "password": cast.PASSWORD})[0]

    def form(self, path):
        """A registration in order, with the token of this very form."""
        _, page = self.get(path)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.decode()))
        return hidden | {
            "channel": "letter",
            "received_on": timezone.localdate().isoformat(),
            "subject": "A bad day",
            "body": "What was typed",
            "category": "claim",
            "information_category": "general",
            "petitioner_name": "",
        }

    def _ask(self, method, path, body=None):
        connection = HTTPConnection(self.place, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **kind})
        answer = connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, content


def rows_and_entries(var):
    counted = supervisor("exec", "--", sys.executable, "-c", COUNT, VAR=str(var))
    assert counted.returncode == 0, counted.stderr
    return tuple(int(figure) for figure in counted.stdout.split())
