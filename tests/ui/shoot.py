"""Pictures of the gallery, to look at: `python -m tests.ui.shoot` (environment set by `config.supervisor exec`)."""

import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django
from django.conf import settings

SIZES = {"wide": (1366, 768), "phone": (390, 844)}
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
    ]
)


class Files(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args):
        return


def build(folder: Path) -> list[str]:
    """Writes every page of the gallery, the door and the error pages as files beside the static files."""
    from django.contrib.staticfiles import finders

    from tests.ui import gallery

    names = sorted(path.stem for path in gallery.PAGES.glob("*.html"))
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.html").write_text(gallery.draw(f"{name}.html", demo=name == "slip"))
    for name in ("login", "logout"):
        (folder / f"{name}.html").write_text(gallery.draw(f"account/{name}.html", form=_login_form()))
    (folder / "404.html").write_bytes((settings.BASE_DIR / "templates/errors/404.html").read_bytes())
    for path in finders.find("django_htmx/htmx-2.min.js", find_all=True)[:1]:
        _link(folder / "static/django_htmx", Path(path).parent)
    for part in ("css", "js", "img", "vendor"):
        _link(folder / "static" / part, settings.BASE_DIR / "static" / part)
    return [*names, "login", "logout", "404"]


def _link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        place.symlink_to(target)


def _login_form():
    from allauth.account.forms import LoginForm

    form = LoginForm({"login": "li", "password": ""})
    form.full_clean()
    form.add_error(None, "账号或密码不符，或此账号已暂停。")
    return form


def shoot(folder: Path, names: list[str], wanted: list[str]) -> int:
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    complaints = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.on("console", lambda message: print("  console:", message.text) if message.type == "error" else None)
            for name in [name for name in names if not wanted or name in wanted]:
                page.goto(f"http://127.0.0.1:{server.server_port}/{name}.html")
                too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                complaints += too_wide
                print(f"{size} {name}{': WIDER THAN THE SCREEN' if too_wide else ''}")
                page.screenshot(path=str(folder / f"{size}-{name}.png"), full_page=True)
                if name == "worklist" and size == "phone":
                    page.click(".nav-open")
                    page.screenshot(path=str(folder / "phone-navigation.png"))
                if name == "print" and size == "wide":
                    page.pdf(path=str(folder / "print.pdf"), prefer_css_page_size=True)
        browser.close()
    server.shutdown()
    return complaints


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    django.setup()
    place = Path(os.environ.get("VAR") or "var") / "ui"
    sys.exit(min(shoot(place, build(place), sys.argv[1:]), 1))
