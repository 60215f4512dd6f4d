"""What staff look after in mails: those that did not reach anybody."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.common.desk import MOST, Source, Task, register
from silab.common.templatetags.formats import moment
from silab.notices.enums import NoticeState
from silab.notices.models import Notice

#: Whoever has not looked after a mail for so long will not.
LATELY = timedelta(days=60)


def not_delivered(today):
    """Return the mails of the last two months that failed or bounced; one query."""
    failed = Notice.objects.filter(
        state__in=(NoticeState.FAILED, NoticeState.BOUNCED), made__gte=timezone.now() - LATELY
    )
    rows = failed.order_by("-made", "pk").values_list("pk", "subject", "recipient", "made")
    return [
        Task(
            _("Not delivered: %(subject)s") % {"subject": subject},
            reverse("notices:detail", args=[pk]),
            detail=f"{recipient}, {moment(made)}",
        )
        for pk, subject, recipient, made in rows[:MOST]
    ]


register(Source("mails", gettext_lazy("Mails that did not arrive"), not_delivered, "notices:list", 80))
