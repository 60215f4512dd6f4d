"""Evidence by pages of a thousand records in place of a row for each; frozen evidence is carried over."""

import json
from itertools import groupby, islice

import django.db.models.deletion
from django.db import migrations, models

import silab.common.migrating

PAGE = 1000
FIELDS = ("figure", "model", "code", "label", "on", "municipality", "amount", "record")


def fold(apps, schema_editor):
    for old, new in (("SnapshotEvidence", "SnapshotPage"), ("ProgrammeEvidence", "ProgrammePage")):
        rows, pages = apps.get_model("reports", old), apps.get_model("reports", new)
        for key in rows.objects.order_by("snapshot").values_list("snapshot", flat=True).distinct():
            found = rows.objects.filter(snapshot=key).order_by("figure", "place").values_list(*FIELDS)
            for (figure, model), records in groupby(found.iterator(), key=lambda row: row[:2]):
                pages.objects.bulk_create(
                    (_page(pages, key, figure, model, *part) for part in _parts(records)), batch_size=20
                )


def _parts(records):
    last = 0
    while part := list(islice(records, PAGE)):
        first, last = last + 1, last + len(part)
        yield first, last, part


def _page(pages, snapshot, figure, model, first, last, part):
    told = json.dumps([_told(*row[2:]) for row in part], ensure_ascii=False, separators=(",", ":"))
    return pages(snapshot_id=snapshot, figure=figure, first=first, last=last, model=model, told=told)


def _told(code, label, on, municipality, amount, record):
    day, sum_of = on and on.isoformat(), None if amount is None else f"{amount:.2f}"
    return code, label, day, municipality, sum_of, record or None


def fields_of(snapshot):
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("figure", models.CharField(max_length=80)),
        ("first", models.PositiveIntegerField()),
        ("last", models.PositiveIntegerField()),
        ("model", models.CharField(max_length=60)),
        ("told", models.TextField()),
        (
            "snapshot",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pages", to=snapshot
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_deciding")]

    operations = [
        silab.common.migrating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="ProgrammePage",
                    fields=fields_of("reports.programmesnapshot"),
                    options={
                        "verbose_name": "evidence of a programme",
                        "verbose_name_plural": "evidence of programmes",
                        "ordering": ["snapshot", "figure", "first"],
                    },
                ),
                migrations.CreateModel(
                    name="SnapshotPage",
                    fields=fields_of("reports.snapshot"),
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["snapshot", "figure", "first"],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="programmepage",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "figure", "first"), name="programme_page_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotpage",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "figure", "first"), name="snapshot_page_once"
            ),
        ),
        migrations.RunPython(fold),
        migrations.DeleteModel(name="ProgrammeEvidence"),
        migrations.DeleteModel(name="SnapshotEvidence"),
    ]
