"""Signed personal links open what they are for, while they last, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from silab.common.links import LinkExpired, LinkRefused, Purpose

CONFIRM, FEEDBACK = Purpose("confirm", 14), Purpose("feedback", 14)


def test_a_link_names_its_record_and_its_moment():
    key, signed_at = CONFIRM.read(CONFIRM.sign(12))
    assert key == "12"
    assert timezone.now() - signed_at < timedelta(seconds=5)


def test_a_link_ends_with_its_days():
    token = CONFIRM.sign(12)
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert CONFIRM.read(token)[0] == "12"
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)), pytest.raises(LinkExpired):
        CONFIRM.read(token)


@pytest.mark.parametrize("spoilt", ["", "12", "12..", "a.b.c", "12.abc.def", "õ.ä.ö"])
def test_what_we_did_not_sign_is_refused(spoilt):
    with pytest.raises(LinkRefused):
        CONFIRM.read(spoilt)


def test_a_link_of_another_purpose_or_record_is_refused():
    token = CONFIRM.sign(12)
    with pytest.raises(LinkRefused):
        FEEDBACK.read(token)
    with pytest.raises(LinkRefused):
        CONFIRM.read(token.replace("12.", "13.", 1))
