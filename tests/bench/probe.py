"""Ask a filled database's portal, in this process, where its pages are and how many queries they need; print JSON.

`python -m tests.bench.probe`: the pages, the cookies by which to ask for them over HTTP, the queries of each."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")


#: The CSRF token of the bench's visitors; any 32 letters are one.
TOKEN = "b" * 32


def main():
    django.setup()
    from tests.bench.pages import PAGES

    known = places()
    visitors = {"staff": staff_client(), "stranger": client()}
    probed = {page.name: probe(page, known, visitors[page.visitor]) for page in PAGES}
    json.dump({"pages": probed, "heavy": heavy_modules()}, sys.stdout)


def heavy_modules() -> list[str]:
    """What only jobs and exports may import, found in a process that has answered every page."""
    return [name for name in ("weasyprint", "openpyxl", "boto3", "xlsxwriter") if name in sys.modules]


def client():
    """Return a client that is nobody; it shows errors as answers."""
    from django.test import Client

    return Client(raise_request_exception=False, headers={"host": "127.0.0.1"})


def staff_client():
    """Return a client signed in as staff, second factor given."""
    from django.conf import settings

    user = staff()
    signed_in = client()
    signed_in.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = signed_in.session
    session["second_factor"] = user.pk
    session.save()
    signed_in.cookies["csrftoken"] = TOKEN
    return signed_in


def places() -> dict:
    """Return what page addresses are made of."""
    from municipalities.models import Community
    from tests.bench.records import SLUG
    from trainings.models import Training

    screen = Training.objects.get(slug=SLUG)
    team = draft()
    return {
        "draft": team.key,
        "step": "liikmed",
        "call": team.training.slug,
        "contract": "silab-2021",
        "report_year": 2021,
        "report_version": 1,
        "municipality": Community.objects.filter(name="Näidisküla 0").latest("pk").municipality_id,
        "measure": "trainings.participants",
        "screen": screen.slug,
        "session": screen.sessions.order_by("number").first().pk,
        "participant": screen.participants.order_by("pk").first().pk,
    }


def draft():
    """Return the staff visitor's draft of the open call, its team of six."""
    from trainings.models import Application, Member, Training

    training = next(
        one for one in Training.objects.exclude(closes_at=None).order_by("-closes_at") if one.is_open
    )
    found, is_new = Application.objects.get_or_create(training=training, submitter=staff(), state="draft")
    if is_new:
        Member.objects.bulk_create(
            Member(
                application=found,
                name=f"Kaja Näidis {n}",
                email=f"kaja{n}@team.example",
                role=("official", "ngo")[n % 2],
                organisation="Näidis",
            )
            for n in range(6)
        )
    return found


def staff():
    """Return the user who visits as staff."""
    from django.contrib.auth import get_user_model

    known = {"name": "Hille Haldur", "role": "staff"}
    return get_user_model().objects.get_or_create(email="haldur@bench.example", defaults=known)[0]


def probe(page, known, visitor) -> dict:
    """Return how to ask for the page over HTTP, and its queries in a warm process."""
    from django.urls import NoReverseMatch, reverse

    found = {"problem": "", "method": page.method, "bodies": [], "etag": "", "modified": ""}
    try:
        path = reverse(page.url, args=[known[name] for name in page.args])
    except NoReverseMatch:
        return {**found, "problem": f"no page {page.url}({', '.join(page.args)})"}
    found["path"] = f"{path}?{page.query}" if page.query else path
    found["headers"] = {"Cookie": cookies_of(visitor)}
    if page.method == "POST":
        found["headers"] |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
        }
        field = f"m{known['session']}-{known['participant']}"
        found["bodies"] = [f"{field}=present", f"{field}=absent"]
    answered = counted(visitor, page, found)
    # A browser comes back with what the first visit gave it.
    found["headers"]["Cookie"] = cookies_of(visitor)
    return found | answered


def cookies_of(visitor) -> str:
    """Return the header by which a browser shows its cookies."""
    return "; ".join(f"{m.key}={m.value}" for m in visitor.cookies.values())


def counted(visitor, page, found) -> dict:
    """Ask the page twice; return what the second answer took."""
    ask(visitor, found, found["path"], 0)
    response, queries = ask(visitor, found, found["path"], 1)
    if response.status_code >= 300:
        return {"problem": f"answers {response.status_code} {response.headers.get('Location', '')}".strip()}
    more = {
        "status": response.status_code,
        "queries": queries,
        "etag": response.headers.get("ETag", ""),
        "modified": response.headers.get("Last-Modified", ""),
    }
    if "per_page=100" in page.query:
        more["queries_25"] = ask(visitor, found, found["path"].replace("100", "25"), 0)[1]
    if page.visitor == "stranger":
        known = {"if-none-match": more["etag"]} if more["etag"] else {}
        more["queries_again"] = ask(visitor, found, found["path"], 0, **known)[1]
    return more


def ask(visitor, found, path, turn, **headers):
    """Return (response, number of queries)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        if found["method"] == "GET":
            response = visitor.get(path, headers=headers)
        else:
            response = visitor.post(
                path,
                found["bodies"][turn],
                content_type="application/x-www-form-urlencoded",
                headers={"X-CSRFToken": TOKEN, "HX-Request": "true", **headers},
            )
    return response, len(queries)


if __name__ == "__main__":
    main()
