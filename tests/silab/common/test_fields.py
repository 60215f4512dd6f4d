"""Days and numbers are typed one way in every form, and refused in words with a comma."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from silab.common.fields import DayInput, LongSelect, NumberField


@pytest.fixture(autouse=True)
def estonian():
    with translation.override("et"):
        yield


@pytest.mark.parametrize("typed", ["1 234,50", "1234.50", "1\xa0234,5", "+1234,5", "1\xa0234,50\xa0€"])
def test_an_amount_is_taken_as_people_write_it(typed):
    assert NumberField(max_digits=8, decimal_places=2).clean(typed) == Decimal("1234.5")


@pytest.mark.parametrize("typed", ["1e3", "1.234,50", "NaN", "Infinity", "kaks", "12,", "0x10", "€5", "5 €€"])
def test_what_is_not_plainly_a_number_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        NumberField(max_digits=8, decimal_places=2).clean(typed)
    assert "1 234,50" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0", "0,1"), ("24,5", "24"), ("1,25", "Pärast koma"), ("tund", "1,5")],
)
def test_limits_are_told_in_estonian_with_a_comma(typed, said):
    field = NumberField(min_value=Decimal("0.1"), max_value=24, max_digits=4, decimal_places=1)
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    (message,) = refused.value.messages
    assert said in message
    assert "Veenduge" not in message
    assert "." not in message.rstrip(".")


def test_a_day_is_typed_and_shown_as_the_portal_writes_it():
    class Form(forms.Form):
        on = forms.DateField(widget=DayInput())

    for typed in ("01.12.2022", "2022-12-01"):
        form = Form({"on": typed})
        assert form.is_valid()
    shown = str(Form(initial={"on": form.cleaned_data["on"]})["on"])
    assert 'value="01.12.2022"' in shown
    assert 'type="text"' in shown


@pytest.mark.parametrize("value", ["", None, "2", 2, "<"])
def test_a_long_choice_is_the_same_html_as_djangos(value):
    choices, attrs = [("", "–"), (2, "<b>kaks"), ("<", "&")], {"id": "id_valik", "required": True}
    parts = [
        kind(choices=choices).render("valik", value, attrs, get_default_renderer())
        for kind in (forms.Select, LongSelect)
    ]
    assertHTMLEqual(*parts)
