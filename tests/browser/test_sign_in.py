"""A stranger comes to the portal and is led to sign in."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_a_stranger_is_led_to_the_sign_in_page(page, on_phone, assert_accessible, assert_fits, width):
    if width == "phone":
        on_phone()
    page.goto("/haldus/")
    expect(
        page.get_by_label("E-post").or_(page.locator("input[name=login], input[name=username]")).first
    ).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "et"
    assert_accessible()
    assert_fits()
