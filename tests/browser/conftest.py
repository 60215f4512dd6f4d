"""Journeys in Chromium against the live server: `make test-browser`.

A run of its own: Playwright's synchronous interface keeps an event loop in the thread that also asks the
database, which Django allows only where DJANGO_ALLOW_ASYNC_UNSAFE says so.
"""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.silab.accounts.factories import PASSWORD

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
#: How long a step may take, in milliseconds.
PATIENCE = 20_000


def pytest_collection_modifyitems(items):
    """Leave the journeys out of every other run."""
    if os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE"):
        return
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason="journeys run by themselves: make test-browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use Debian's Chromium; as root it starts only without its sandbox."""
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A visitor in Estonia on a laptop."""
    return browser_context_args | {
        "locale": "et-EE",
        "timezone_id": "Europe/Tallinn",
        "viewport": WIDE,
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def base_url(live_server):
    """`page.goto("/")` opens the live server."""
    return live_server.url


@pytest.fixture
def complaints():
    """What the browser's console complained of; a test whose pages complain fails (scripts, CSP, missing files)."""
    heard = []
    yield heard
    assert heard == []


@pytest.fixture
def context(new_context, complaints):
    """A browser of its own for each test, whose complaints are heard."""
    context = new_context()
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console", lambda message: complaints.append(message.text) if message.type == "error" else None
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="session", autouse=True)
def patience():
    """Steps may take their time on a busy machine."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def no_dialogs(page, complaints):
    """A dialog that a script opens is a complaint."""

    def close(dialog):
        complaints.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", close)


@pytest.fixture
def sign_in(context, client, base_url):
    """`sign_in(user)`: the browser holds the user's session from then on, past password and second factor."""

    def sign(user):
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": base_url}])

    return sign


@pytest.fixture
def enter(page):
    """`enter(user)`: sign in by the form, in this tab or the one given."""

    def sign(user, tab=page):
        user.emailaddress_set.get_or_create(email=user.email, verified=True, primary=True)
        tab.goto("/")
        tab.get_by_role("link", name="Logi sisse", exact=True).first.click()
        tab.locator("input[name=login]").fill(user.email)
        tab.locator("input[name=password]").fill(PASSWORD)
        tab.get_by_role("main").get_by_role("button", name="Logi sisse", exact=True).click()
        expect(tab.locator("details.account")).to_be_visible()

    return sign


@pytest.fixture
def leave(page):
    """`leave()`: sign out, in this tab or the one given."""

    def sign_out(tab=page):
        tab.locator("details.account summary").click()
        tab.get_by_role("button", name="Logi välja").click()
        expect(tab.locator("details.account")).to_have_count(0)

    return sign_out


@pytest.fixture
def on_phone(page):
    """`on_phone()`: the page as on a phone, 390 pixels wide, from then on."""
    return lambda: page.set_viewport_size(PHONE)


@pytest.fixture
def assert_accessible(page):
    """`assert_accessible()`: the page as it stands breaks none of WCAG 2.1 AA's rules that a machine can check."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}

    def check():
        results = Axe().run(page, options=rules)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def assert_fits(page):
    """`assert_fits()`: nothing makes the page scroll sideways."""

    def check():
        wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= seen, f"the page is {wide} pixels wide where {seen} are seen"

    return check
