"""The model with its eight stages."""

import pytest

from networks.models import ModelStage
from networks.staged.default_stages import fill_stages


@pytest.fixture
def stages(db):
    """The default stages by their rule."""
    fill_stages()
    return {stage.evidence_rule: stage for stage in ModelStage.objects.all()}


@pytest.fixture
def staff(client, mari):
    """A browser in which Mari is signed in."""
    client.force_login(mari)
    return client
