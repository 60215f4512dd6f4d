"""What happens to an annual report after it was sent: answers to its comments, the stamp, publication, withdrawal."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.annual.editor import Editor
from reports.annual.stamping import is_stamped, request_stamped, stamped_name
from reports.annual.withdrawing import withdraw as withdraw_report
from reports.enums import SENT
from reports.models import AnnualReport
from reports.publication import actions as publication
from reports.views.acts import Asked, asked_first
from reports.views.asking import asked
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.uploads import private_file


@require_POST
@staff_only
def answer(request, pk, comment):
    """Save the answer to a comment. To HTMX its state is answered; without JavaScript the page comes back.

    Nothing typed is lost: what was refused (422) or answered by another meanwhile (409) stays on the page.
    """
    found = _report(request, pk)
    editor = Editor(found)
    shown, status = editor.answers.save_typed(comment, request.POST, by=request.user)
    if request.htmx:
        return render(request, "reports/after/typed_state.html", {"typed": shown}, status=status)
    if status == 200:
        return redirect(f"{found.get_absolute_url()}#{shown.name}")
    return render(request, "reports/annual_report.html", {"editor": editor, "report": found}, status=status)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def stamped(request, pk):
    """The PDF with the stamp of acceptance."""
    found = _report(request, pk)
    if not is_stamped(found):
        raise Http404
    return private_file(found.stamped_pdf, f"{stamped_name(found)}.pdf")


@require_POST
@open_to(Role.STAFF, Role.FUNDER)
def make_stamped(request, pk):
    """Ask for the PDF with the stamp, where the job of the acceptance did not make it."""
    return asked(request, _report(request, pk), request_stamped)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def withdraw(request, pk):
    """Take a report back, with a reason."""
    words = (
        _("The funder is told by mail, with the reason. The report stays readable for both sides, marked."),
        _("Its figures are compared with nothing any more, and its next version may be opened."),
        _("Where the report is public, its page stays with the reason and no longer offers the file."),
        _("This cannot be undone."),
    )
    page = Asked(_("Withdraw the report"), words, _("Yes, withdraw it"), _("The report was withdrawn."), True)
    return asked_first(request, _sent(request, pk), page, withdraw_report)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def publish(request, pk):
    """Open an accepted report to everybody."""
    words = (
        _("Everybody can read the whole document and download the PDF as it was submitted, with its data."),
        _("Read its texts once more: they must name nobody who has not agreed to it."),
    )
    page = Asked(_("Publish the report"), words, _("Yes, publish it"), _("The report is public."))
    return asked_first(request, _sent(request, pk), page, publication.publish)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def unpublish(request, pk):
    """Close a published report to the public again, with a reason."""
    words = (
        _("The public page and its PDF are not found any more. The reason stays in the report’s history."),
    )
    page = Asked(
        _("End the publication"), words, _("Yes, end it"), _("The report is not public any more."), True
    )
    return asked_first(request, _sent(request, pk), page, publication.unpublish)


def _report(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)


def _sent(request, pk):
    reports = AnnualReport.objects.for_user(request.user).filter(state__in=SENT)
    return get_object_or_404(reports.select_related("contract"), pk=pk)
