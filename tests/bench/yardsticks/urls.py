"""R and K as addresses."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.yardsticks.models import Row


def list_yardstick(request):
    """R: one query of 100 rows × 6 columns, one plain template with a table."""
    rows = Row.objects.order_by("pk").values("name", "kind", "people", "day", "amount", "changed")[:100]
    return render(request, "yardstick_list.html", {"rows": rows})


def bare_yardstick(request):
    """K: the least that a Django view can do."""
    return HttpResponse("ok")


urlpatterns = [path("R", list_yardstick), path("K", bare_yardstick)]
