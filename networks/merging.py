"""What of networks, processes and labs goes on when a municipality merges into another."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.merging.effects import GoesOn, Source, register
from networks.enums import LabState
from networks.models import EngagementProcess, Lab, Membership
from silab.common.templatetags.formats import day


def _memberships(municipalities):
    members = Membership.objects.filter(municipality__in=municipalities, left_on=None)
    found = members.select_related("network", "municipality").order_by("network__sort_key", "pk")
    return [GoesOn(row.network.name, row.municipality.name, row.network.get_absolute_url()) for row in found]


def _processes(municipalities):
    processes = EngagementProcess.objects.filter(municipality__in=municipalities, ended_on=None)
    found = processes.select_related("municipality").order_by("municipality__sort_key", "pk")
    since = _("since %(day)s")
    return [
        GoesOn(
            str(since % {"day": day(row.started_on)}),
            row.municipality.name,
            reverse("networks:process", args=[row.pk]),
        )
        for row in found
    ]


def _labs(municipalities):
    labs = Lab.objects.filter(municipality__in=municipalities).exclude(state=LabState.ENDED)
    found = labs.select_related("municipality").order_by("sort_key", "pk")
    return [GoesOn(row.name, row.municipality.name, row.get_absolute_url()) for row in found]


register(Source("memberships", _("Memberships of networks that go on"), _memberships, order=30))
register(Source("processes", _("Open processes of the engagement model"), _processes, order=40))
register(Source("labs", _("Co-creation labs that have not ended"), _labs, order=50))
