"""The list yardstick's table: 100 rows of what portal lists show: words, a number, a day, money, a time."""

from django.db import models


class Row(models.Model):
    """One row; filled by `tests.bench.fill`."""

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    people = models.IntegerField()
    day = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    changed = models.DateTimeField()

    class Meta:
        db_table = "bench_row"
        managed = False

    def __str__(self):
        return self.name
