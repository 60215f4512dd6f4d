"""The profile as a background job: web processes do not carry the PDF maker (speed.md)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from municipalities.profile.document import render_profile
from silab.jobs.files import made
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@handler("municipalities.profile")
def profile(run, *, municipality: int):
    """Make the PDF; it is kept for a week for whoever asked."""
    register = Municipality.objects.with_code(timezone.localdate()).select_related("county")
    found = register.get(pk=municipality)
    try:
        content = render_profile(found, progress=run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: made(run.job, content, name=f"profiil-{found.pk}.pdf", words=_("Open the profile"))
