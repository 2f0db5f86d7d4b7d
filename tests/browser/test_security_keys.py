"""A security key as people use it: set up, asked at the door, asked before a signature. Chromium brings one that is made of software.

Basis: REQUIREMENTS H6; THREATS T37, T38.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.demonstration.organisation import PASSWORD
from tests.browser import access
from tests.browser.conftest import Supervised

OWN = "/personnel/my-second-factor/"
KEY = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False, "automaticPresenceSimulation": True}


@pytest.fixture
def page(live_supervisor: Supervised, browser: Any) -> Iterator[Page]:
    """At the machine itself, by its name: there browsers let keys be used without https."""
    context = browser.new_context(base_url=live_supervisor.url.replace("127.0.0.1", "localhost"), locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def socket(page: Page) -> Any:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    return tools


def plug_in(socket: Any) -> str:
    return socket.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]


def give_password(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/login/")
    page.fill("[name=login]", "wu")
    page.fill("[name=password]", PASSWORD)
    page.click(".door-form button[type=submit]")


def fill_in(page: Page, step: str, **values: str) -> Any:
    """The form of a step on one's own page, unfolded."""
    page.goto(OWN)
    form = page.locator(f"form[action='{OWN}{step}/']")
    form.locator("xpath=ancestor::details/summary").click()
    for name, value in ({"password": PASSWORD} | values).items():
        form.locator(f"[name={name}]").fill(value)
    return form


def touch(form: Any) -> None:
    form.locator("[data-key-for]").click()
    expect(form.get_by_role("status").first).to_have_text("密钥已应答，请继续。")


def test_t37_t38_a_key_is_set_up_opens_the_door_adds_another_and_signs(page: Page, socket: Any) -> None:
    first = plug_in(socket)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    give_password(page)
    fill_in(page, "key-new", name="蓝色密钥").locator("button[type=submit]").click()
    expect(page.locator(".code-list li")).to_have_count(10)
    give_password(page)
    page.wait_for_url("**/login/code/")
    touch(page.locator(".door-form form").first)
    page.click(".door-form button[type=submit]")
    page.wait_for_url(re.compile(r"localhost:\d+/$"))

    form = fill_in(page, "key-new", name="红色密钥")
    touch(form)  # the first key proves who adds the second
    socket.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": first})
    plug_in(socket)
    form.locator("button[type=submit]").click()
    expect(page.locator("body")).to_contain_text("红色密钥")

    form = fill_in(page, "removal")
    assert access.faults(page) == []
    touch(form)
    form.locator("button[type=submit]").click()
    expect(page.locator(".state")).to_have_text("尚未设置")
    assert faults == []
