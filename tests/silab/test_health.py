"""/healthz: what whoever watches the server sees."""

import pytest
import redis

from silab.common import health


@pytest.mark.django_db
def test_says_that_all_is_well(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "queue": "ok", "disk": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "queue", "disk"])
def test_names_the_part_that_fails_and_keeps_the_reason_to_the_log(client, monkeypatch, part):
    def fail():
        raise OSError("redis://:password@host refused")

    monkeypatch.setitem(health.CHECKS, part, fail)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()[part] == "failing"
    assert b"password" not in answer.content


def test_a_full_disk_is_noticed(settings, monkeypatch):
    monkeypatch.setattr(health, "FREE_BYTES_NEEDED", 10**18)
    with pytest.raises(health.Unhealthy):
        health.check_disk()


def test_a_broker_that_is_gone_is_noticed(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    with pytest.raises(redis.ConnectionError):
        health.check_queue()
