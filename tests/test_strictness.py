"""The tests' own strictness works: otherwise it would rot unseen."""

import warnings

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, Template, engines

from silab.accounts.models import User


def page_of_ours(source, settings, tmp_path):
    """A template that lies among the project's own."""
    template = engines["django"].from_string(source).template
    template.origin.name = str(settings.BASE_DIR / "templates/of_this_test.html")
    return template


def render(template, **values):
    return template.render(Context(values))


def test_an_undefined_variable_fails(settings, tmp_path):
    with pytest.raises(AssertionError, match=r"“nowhere” in .*of_this_test.html"):
        render(page_of_ours("{{ nowhere }}", settings, tmp_path))


@pytest.mark.parametrize("source", ["{{ nowhere|default:'–' }}", "{% if nowhere %}x{% else %}–{% endif %}"])
def test_what_a_page_answers_for_is_no_failure(source, settings, tmp_path):
    assert render(page_of_ours(source, settings, tmp_path)) == "–"


def test_libraries_templates_are_left_alone():
    assert Template("[{{ nowhere }}]").render(Context()) == "[]"


def test_a_warning_fails():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


@pytest.mark.django_db
def test_pages_of_an_unordered_list_fail():
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(User.objects.order_by(), 10).page(1)
