"""Every address × every role (domain.md §12): closed unless opened, a stranger's object is not there."""

import pytest
from django.http import Http404
from django.urls import URLPattern, get_resolver, resolve, reverse

from reports.enums import ReportState
from reports.models import AnnualReport
from silab.accounts.enums import Role
from silab.accounts.middleware import (
    ADMIN_DOORS,
    ClosedByDefaultMiddleware,
    is_account_page,
    who_may_open,
)
from tests.access_table import ACCESS, ANYBODY, CAST, OPEN_ACCOUNT_PAGES, SENT_REPORT_PAGES
from tests.silab.accounts.factories import ContractFactory, UserFactory

SIGN_IN = "/konto/login/"


def addresses(patterns=None, prefix=""):
    """Yield (URL name with its namespaces, pattern) of every address of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern)), pattern
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern.url_patterns, prefix + space)


ALL = dict(addresses())
ACCOUNT_PAGES = {name: pattern for name, pattern in ALL.items() if is_account_page(pattern.callback)}
ADMIN_PAGES = {name: pattern for name, pattern in ALL.items() if name.startswith("admin:")}
OWN_PAGES = ALL.keys() - ACCOUNT_PAGES.keys() - ADMIN_PAGES.keys()


@pytest.fixture
def cast(request, db):
    """Everybody of the cast, and the municipality whose objects the table opens."""
    return {name: request.getfixturevalue(name) for name in (*CAST, "viljandi", "contract")}


def test_every_address_stands_in_the_table():
    assert ACCESS.keys() == OWN_PAGES


@pytest.mark.parametrize("name", ACCESS)
def test_the_table_holds(name, cast, client, sign_in):
    """Those who may not come first, so that nobody's act hides the object from them."""
    page = ACCESS[name]
    address = reverse(name, kwargs=page.at(cast))
    for who in sorted(ANYBODY, key=lambda who: who in page.who):
        if page.method == "post" and who in page.who:
            address = reverse(name, kwargs=page.at(cast))  # the one before may have ended it
        browser = client if who == "anonymous" else sign_in(cast[who])
        answer = getattr(browser, page.method)(address, page.data)
        if answer.streaming:
            answer.getvalue()  # to its end, so that its file is closed
        assert outcome(answer) == expected(page, who), f"{who} at {address}"


def expected(page, who):
    if who in page.who:
        return "opens"
    return "asks to sign in" if who == "anonymous" else "not there"


def outcome(answer):
    if answer.status_code == 404:
        return "not there"
    if answer.status_code == 302 and answer.url.startswith(SIGN_IN):
        return "asks to sign in"
    return "opens" if answer.status_code < 500 else "fails"


@pytest.mark.parametrize("name", SENT_REPORT_PAGES)
def test_a_draft_is_not_there_for_the_funder(name, cast, sign_in):
    sent = ACCESS[name].at(cast)
    AnnualReport.objects.filter(pk=sent["pk"]).update(state=ReportState.DRAFT)
    assert sign_in(cast["riina"]).get(reverse(name, kwargs=sent)).status_code == 404


@pytest.mark.parametrize("name", SENT_REPORT_PAGES)
def test_another_contracts_report_is_not_there_for_a_funder(name, cast, sign_in):
    other = UserFactory(role=Role.FUNDER)
    ContractFactory(slug="teine").funders.add(other)
    assert sign_in(other).get(reverse(name, kwargs=ACCESS[name].at(cast))).status_code == 404


@pytest.mark.parametrize("name", sorted(ADMIN_PAGES.keys() - set(ADMIN_DOORS)))
def test_the_whole_admin_is_marked_as_staffs(name):
    match = resolve(admin_address(ADMIN_PAGES[name]))
    assert who_may_open(match.func, match) == {Role.STAFF}


@pytest.mark.parametrize(
    "address", ["/haldus/", "/haldus/accounts/user/", "/haldus/autocomplete/", "/haldus/x/"]
)
def test_the_admin_is_for_staff(address, cast, client, sign_in):
    assert outcome(client.get(address)) == "asks to sign in"
    for who in set(CAST) - {"mari"}:
        assert sign_in(cast[who]).get(address).status_code == 404, f"{who} at {address}"


def admin_address(pattern):
    """Fill a pattern of the admin with arguments of the right kind."""
    if not pattern.name:
        return "/haldus/puudub/"
    given = {"app_label": "accounts", "url": "puudub/"}
    if asked := pattern.pattern.converters or pattern.pattern.regex.groupindex:
        return reverse(f"admin:{pattern.name}", kwargs={word: given.get(word, "1") for word in asked})
    return reverse(f"admin:{pattern.name}", args=["1"] * pattern.pattern.regex.groups)


def test_the_admins_own_doors_lead_to_the_portals(client, mari, jaan, sign_in):
    assert client.get("/haldus/login/").url == "/konto/login/?next=%2Fhaldus%2F"
    assert sign_in(jaan).get("/haldus/login/").status_code == 404
    assert sign_in(mari).post("/haldus/logout/").url == "/konto/logout/"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_account_pages_ask_for_sign_in_where_they_must(name, client):
    given = {"key": "x-1", "uidb36": "1"}
    asked = ACCOUNT_PAGES[name].pattern.converters or ACCOUNT_PAGES[name].pattern.regex.groupindex
    answer = client.get(reverse(name, kwargs={word: given[word] for word in asked}))
    to_sign_in = outcome(answer) == "asks to sign in"
    assert to_sign_in == (name not in OPEN_ACCOUNT_PAGES)


def test_a_view_that_says_nothing_is_closed(rf, mari, stranger):
    def forgotten(request):
        raise AssertionError("opened")

    request = rf.get("/")
    request.resolver_match = type("Match", (), {"app_names": [], "view_name": "forgotten"})
    assert who_may_open(forgotten, request.resolver_match) == frozenset()
    for user in (mari, stranger):
        request.user = user
        with pytest.raises(Http404):
            ClosedByDefaultMiddleware(None).process_view(request, forgotten, (), {})


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client):
    answer = client.get(reverse("notices:list"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(SIGN_IN)
