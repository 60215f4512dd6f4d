"""A document on a phone: its rows stand below each other, so each sum says itself what it is."""

from django.urls import reverse
from lxml import html


def test_each_number_of_a_stacked_row_bears_its_column_s_name(client, sent, mari):
    client.force_login(mari)
    page = html.fromstring(client.get(reverse("reports:report", args=[sent.pk])).content)
    numbers = page.xpath("//table[contains(@class, 'stacks')]//tbody//td[contains(@class, 'num')]")
    assert numbers
    for number in numbers:
        heads = number.xpath("ancestor::table/thead//th")
        column = len(number.xpath("preceding-sibling::*"))
        assert number.get("data-label") == heads[column].text_content()
