"""A report's next version begins where the last one ended."""

from reports.models import Version


def copy_contents(last: Version, report: Version) -> None:
    """Give a new version the texts and materials of the last one."""
    for row in (*last.texts.order_by("key"), *last.attachments.order_by("pk")):
        row.pk, row.report = None, report
        row._state.adding = True
        row.save()
