"""Looking at a large file, and the import itself, as background jobs whose progress the page polls."""

import hashlib
import json

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.costs.importing.look import look_at
from reports.costs.importing.parse import parse_table, read_file
from reports.costs.importing.writing import record
from silab.accounts.models import Contract
from silab.common.kept_files import KeptFiles
from silab.common.tables import Refused
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from silab.jobs.registry import JobError, handler

LOOK, IMPORT = "reports.look_at_costs", "reports.import_costs"
#: A larger file is looked at by a job: a page is not to take longer than a breath.
PAGE_BYTES = 400_000
kept = KeptFiles("cost-imports")


def is_large(files: dict[str, bytes]) -> bool:
    """Whether looking at the files takes longer than a page may."""
    return sum(map(len, files.values())) > PAGE_BYTES


def ask_look(user, token: str, choices: dict) -> Job:
    """Return the job that looks at the kept file with these choices, asked for if there was none."""
    key = _look_key(user, token, choices)
    job = Job.objects.filter(kind=LOOK, key=key).order_by("-pk").first()
    return job or enqueue(LOOK, key=key, payload={"user": user.pk, "token": token}, by=user)


def ask_import(user, token: str) -> Job:
    """Ask for the import of what the user keeps under this token."""
    return enqueue(IMPORT, key=_key(user, token), payload={"user": user.pk, "token": token}, by=user)


def latest_import(user, token: str) -> Job | None:
    """Return the latest import of what the user kept under this token, None when none was asked for."""
    return Job.objects.filter(kind=IMPORT, key=_key(user, token)).order_by("-pk").first()


@handler(LOOK)
def look(run, *, user: int, token: str):
    """Look at the kept file; what was seen becomes the job's result."""
    _by, contract, choices, files = _kept(user, token)
    run.progress(10, _("Reading the file"))
    try:
        seen = look_at(files, contract, choices)
    except Refused as refused:
        raise JobError(str(refused)) from refused
    return lambda: {"look": seen, "url": _preview(token), "text": _("See what was found")}


@handler(IMPORT)
def import_costs(run, *, user: int, token: str):
    """Read the kept file again and record all of it in the transaction that ends the job."""
    by, contract, choices, files = _kept(user, token)
    run.progress(5, _("Reading the file"))
    try:
        parsed = parse_table(read_file(files), contract, choices)
    except Refused as refused:
        raise JobError(str(refused)) from refused
    run.progress(40, _("Recording the costs"))
    return lambda: _recorded(parsed, contract, by, token)


def _recorded(parsed, contract, by, token):
    try:
        plan = record(parsed=parsed, contract=contract, by=by)
    except Refused as refused:
        raise JobError(str(refused)) from refused
    transaction.on_commit(lambda: kept.give_up(by), robust=True)
    return {
        "url": _preview(token),
        "text": _("See what was imported"),
        "contract": contract.slug,
        "added": len(plan.new),
        "total": str(sum(row.amount for row in plan.new)),
        "skipped": len(plan.doubles),
    }


def _kept(user, token):
    by = get_user_model().objects.get(pk=user)
    found = kept.find(by, token)
    if found is None:
        raise JobError(_("The file is no longer kept. Choose it again."))
    more, files = found
    contract = Contract.objects.for_user(by).filter(pk=more["contract"]).first()
    if contract is None:
        raise JobError(_("The file is no longer kept. Choose it again."))
    return by, contract, more["choices"], files


def _preview(token):
    return reverse("reports:cost_import_preview", args=[token])


def _key(user, token):
    return f"{user.pk}:{token}"[:120]


def _look_key(user, token, choices):
    digest = hashlib.sha256(json.dumps(choices, sort_keys=True).encode()).hexdigest()[:16]
    return f"{_key(user, token)[:100]}:{digest}"
