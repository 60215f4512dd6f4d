"""What holds for every model and page of the portal, swept at once (house.md, "Habits").

That every text has its Estonian is the affair of `make messages-check`."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import CharField

from silab.common.models import Recorded
from tests.test_access import ACCOUNT_PAGES, ADMIN_PAGES, ALL

OURS = {"silab", "municipalities", "trainings", "networks", "reports"}
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.partition(".")[0] in OURS and not hasattr(model, "instance_type")
]
RECORDS = [model for model in MODELS if issubclass(model, Recorded)]
#: Times of facts rather than of somebody's act, so that they have no `_by`.
FACTS = {
    "starts_at": "when something takes place",
    "ends_at": "when something takes place",
    "opens_at": "from when applications are taken",
    "closes_at": "until when applications are taken",
    "due_at": "until when homework is handed in",
    "given_at": "participants alone give their data",
}


def named(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model._meta.label)


@named(MODELS)
def test_at_and_by_travel_together(model):
    names = {field.name for field in model._meta.fields}
    acts = {name[:-3] for name in names if name.endswith("_at")} - {fact[:-3] for fact in FACTS}
    actors = {
        field.name[:-3]
        for field in model._meta.fields
        # Members and participants act by their personal link, without an account: their name is kept.
        if field.name.endswith("_by")
        if field.related_model is get_user_model() or isinstance(field, CharField)
    }
    assert acts == actors


@named(RECORDS)
def test_every_record_keeps_its_history(model):
    history = model.history.model
    kept = {field.name for field in history._meta.fields}
    assert {"history_user", "history_date"} <= kept
    assert {field.name for field in model._meta.fields} <= kept


@named(RECORDS)
def test_every_record_has_a_code_of_its_own(model):
    assert model.code_prefix
    same = [other for other in RECORDS if other.code_prefix == model.code_prefix]
    assert same == [model]


@named(MODELS)
def test_every_constraint_has_a_name_of_its_own_and_lists_have_an_order(model):
    assert model._meta.ordering, "an unordered list is another list on each database"
    assert all(constraint.name for constraint in model._meta.constraints)


def test_every_view_of_ours_says_who_may_open_it():
    silent = [
        name
        for name in ALL.keys() - ACCOUNT_PAGES.keys() - ADMIN_PAGES.keys()
        if not getattr(ALL[name].callback, "open_to", None)
    ]
    assert silent == []


def test_comments_of_templates_end_on_their_line():
    """Django prints one that does not on the page."""
    pages = Path(settings.BASE_DIR, "templates").rglob("*.*")
    lines = [(page, line) for page in pages for line in page.read_text().splitlines()]
    assert [(str(page), line) for page, line in lines if "{#" in line.split("#}")[-1]] == []


@pytest.mark.parametrize("folder", ["templates"])
def test_pages_hold_no_inline_script_or_style(folder):
    offenders = []
    for path in Path(settings.BASE_DIR, folder).rglob("*.html"):
        if "mail" in path.parts or "pdf" in path.parts:
            continue  # mails need inline styles, PDFs are no pages
        text = path.read_text()
        if any(word in text for word in (' style="', "<style", " onclick=", "<script>")):
            offenders.append(str(path))
    assert offenders == []
