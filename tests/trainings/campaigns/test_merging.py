"""Merge fields: looked up, put in as they stand, never read again."""

import pytest

from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.campaigns.factories import CampaignFactory, RecipientFactory
from tests.trainings.factories import CallFactory
from trainings.campaigns.merging import filled, problems_of
from trainings.campaigns.sending import letter_of

pytestmark = pytest.mark.django_db


def test_every_field_is_filled_with_the_readers_own_value(settings):
    settings.PORTAL_URL = "https://portaal.example/"
    campaign = CampaignFactory(training=CallFactory(slug="koos", name="Koos"))
    one = RecipientFactory(campaign=campaign, name="Ülle Öpik", municipality__name="Võru vald")
    text = "{{omavalitsus}}|{{ Maakond }}|{{nimi}}|{{koolitus}}|{{link}}"
    assert filled(text, one) == (
        "Võru vald|Viljandi maakond|Ülle Öpik|Koos|https://portaal.example/kutsed/koos/"
    )
    assert (
        filled("Tere, {{nimi}}!", RecipientFactory(name="", municipality=one.municipality))
        == "Tere, Võru vald!"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{omavalitus}}", "{{omavalitsus}}"),
        ("{{ request.user }}", "{{ request.user }}".replace(" ", "")),
        ("{{}}", "{{}}"),
        ("{{omavalitsus}", "{{omavalitsus}}"),
        ("nimi}}", "{{omavalitsus}}"),
    ],
)
def test_what_is_no_field_is_refused_in_words(text, said):
    assert said in problems_of(text, has_training=True)[0]


def test_a_field_of_the_training_needs_one():
    assert problems_of("{{link}} {{koolitus}} {{nimi}}", has_training=True) == []
    assert len(problems_of("{{link}} {{koolitus}} {{nimi}}", has_training=False)) == 2


def test_values_are_never_interpreted(mari):
    nasty = "{{nimi}} {% now 'Y' %} {{ settings.SECRET_KEY }} <script>x</script>"
    one = RecipientFactory(
        name=nasty, municipality=MunicipalityFactory(name="Vald\r\nBcc: keegi@kuri.example"),
        campaign=CampaignFactory(subject="Kiri: {{omavalitsus}}\r\nBcc: teine@kuri.example"),
    )  # fmt: skip
    letter = letter_of(one, mari)
    assert nasty in letter["text"]
    assert "<script>" not in letter["html"]
    assert "&lt;script&gt;" in letter["html"]
    assert letter["subject"] == "Kiri: Vald Bcc: keegi@kuri.example Bcc: teine@kuri.example"
