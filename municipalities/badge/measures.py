"""What can be counted of the badge (domain.md §8, §10). Schemes and awards belong to no contract."""

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from municipalities.badge.enums import BadgeLevel
from municipalities.badge.models import Award, Scheme
from municipalities.models.municipality import valid_on
from silab.measures import REACHED, Measure, Shown, Told, register


def _ready(period, _contract):
    return Scheme.objects.filter(ready_on__lte=period.last)


def _awarded(period, _contract):
    given = Award.objects.filter(valid_from__range=period.days)
    return given.filter(valid_on(F("valid_from"), "municipality__"))


def _level(level):
    return str(BadgeLevel(level).label)


register(
    Measure(
        code="badge.scheme_ready",
        title=_("The badge has been worked out"),
        unit="milestone",
        records=_ready,
        evidence=Shown(
            Told("{} ({})".format, "title", "version"),
            on="ready_on",
            page=("admin:badge_scheme_change", "pk"),
        ),
        value=REACHED,
    )
)
register(
    Measure(
        code="badge.awarded",
        title=_("Municipalities that were given the badge"),
        unit="municipality",
        records=_awarded,
        evidence=Shown(
            Told(_level, "level"),
            on="valid_from",
            municipality="municipality__name",
            page=("municipalities:detail", "municipality"),
        ),
        value=Count("municipality", distinct=True),
        municipality="municipality",
    )
)
