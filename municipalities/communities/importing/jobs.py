"""The import as a background job: the page that asked for it polls its progress."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from municipalities.communities.importing import apply_plan, parse_table, read_files
from silab.common.kept_files import KeptFiles
from silab.common.tables import Refused
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from silab.jobs.registry import JobError, handler

KIND = "municipalities.import_communities"
kept = KeptFiles("community-imports")


def ask(user, token: str) -> Job:
    """Ask for the import of what the user keeps under this token."""
    return enqueue(KIND, key=_key(user, token), payload={"user": user.pk, "token": token}, by=user)


def latest(user, token: str) -> Job | None:
    """Return the latest job of this import, None when none was asked for."""
    return Job.objects.filter(kind=KIND, key=_key(user, token)).order_by("-pk").first()


def _key(user, token):
    return f"{user.pk}:{token}"[:120]


@handler(KIND)
def import_communities(run, *, user: int, token: str):
    """Read the kept file again and write all of it in the transaction that ends the job."""
    by = get_user_model().objects.get(pk=user)
    found = kept.find(by, token)
    if found is None:
        raise JobError(_("The file is no longer kept. Choose it again."))
    decided, files = found
    run.progress(5, _("Reading the file"))
    parsed = parse_table(read_files(files), decided)
    run.progress(50, _("Writing the communities"))
    return lambda: _written(parsed, by, token)


def _written(parsed, by, token):
    try:
        plan = apply_plan(parsed=parsed, by=by)
    except Refused as refused:
        raise JobError(str(refused)) from refused
    transaction.on_commit(lambda: kept.give_up(by), robust=True)
    return {
        "url": reverse("municipalities:community_import_preview", args=[token]),
        "text": _("See what was imported"),
        "added": len(plan.new),
        "changed": len(plan.changed),
        "mandates": len(plan.mandates),
        "unchanged": plan.unchanged,
    }
