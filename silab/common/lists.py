"""The one list page: filtered, sorted, paged and exported alike everywhere (house.md, "Pages").

Cells are formatted here, once a column, and joined in Python: the template engine's localisation of each
cell is what list pages cost elsewhere (speed.md, "What was learnt on the way")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from silab.common.exports import export_response
from silab.common.states import chip

PAGE_SIZES = (25, 50, 100)
NO_KEY = str(UUID(int=0))


def plain(value) -> str:
    """Return a cell's text; "–" for what is empty."""
    return "–" if value is None or value == "" else str(value)


def choice(choices) -> Callable[[Any], str]:
    """Return a formatter that shows a choice's words instead of its value."""
    words = {value: str(label) for value, label in choices.choices}
    return lambda value: words.get(value, plain(value))


@dataclass(frozen=True)
class Column:
    """One column: the `values_list()` path it reads, its words, how a cell reads, by what it sorts.

    `state=True` shows the cell as a chip in the tone of its value (silab/common/states.py).
    """

    key: str
    title: Any
    field: str
    text: Callable[[Any], str] = plain
    sort: str = ""
    link: bool = False
    numeric: bool = False
    state: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's head as the template shows it."""

    title: str
    numeric: bool
    url: str
    direction: str  # aria-sort: "ascending", "descending" or "none"; "" for a column that does not sort


@dataclass(frozen=True)
class KnownRows:
    """Rows in memory, as `list_response` reads a queryset; each has its cells as attributes, or as keys."""

    rows: Sequence
    fields: tuple[str, ...] = ()
    #: In the order in which they are given.
    ordered = True

    def values_list(self, *fields):
        """Return the same rows as tuples of these fields; "pk" is None, for rows without one."""
        return replace(self, fields=fields)

    def count(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __getitem__(self, part):
        return [self._row(row) for row in self.rows[part]]

    def iterator(self, chunk_size):
        """Yield every row."""
        return (self._row(row) for row in self.rows)

    def _row(self, row):
        if isinstance(row, dict):
            return tuple(row.get(name) for name in self.fields)
        return tuple(getattr(row, name, None) for name in self.fields)


class Pages(Paginator):
    """Pages of rows that were counted apart."""

    count = 0


class ListPage:
    """What `templates/layout/list.html` shows: rows, headings, pages, filters and export links."""

    def __init__(self, request, queryset, columns, *, filterset=None, row_url=None, remembered=None):
        self.request = request
        self.remembered = remembered
        self.columns = columns
        self.filterset = filterset(request.GET, queryset=queryset, request=request) if filterset else None
        self.row_url = row_url
        self.sort = request.GET.get("sort", "")
        self.queryset = self._sorted(self.filterset.qs if self.filterset else queryset)

    @property
    def form(self):
        """The filter form, or None."""
        return self.filterset.form if self.filterset else None

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set, so that an empty list can say why it is empty."""
        names = self.form.fields if self.form else ()
        return any(self.request.GET.get(name) for name in names)

    @property
    def kept(self):
        """(name, value) of what the filter form must carry along: the sort and the page's size."""
        return [(name, self.request.GET[name]) for name in ("sort", "per_page") if self.request.GET.get(name)]

    @property
    def unfiltered_url(self) -> str:
        """This list's address without its filters."""
        return f"?{urlencode(self.kept)}"

    def build(self):
        """Read one page of rows: a count and a query, whatever the number of rows; less of what is remembered."""
        size = self.request.GET.get("per_page", "")
        self.per_page = int(size) if size in map(str, PAGE_SIZES) else 50
        paginator = Pages(self.queryset.values_list(*self._fields()), self.per_page)
        kept = self.remembered
        asked = kept and kept.asked(self.request, self.queryset)
        # Counted without the columns: they join tables that no row depends on.
        self.count = paginator.count = kept.count(asked) if kept else self.queryset.count()
        self.page = page = paginator.get_page(self.request.GET.get("page"))
        if kept:
            first = (page.number - 1) * self.per_page
            page.object_list = kept.rows(asked, first, first + self.per_page, self._fields())
        self.rows = self._rows(page.object_list)
        self.headings = [self._heading(column) for column in self.columns]
        self.page_urls = [(number, self.url(page=number)) for number in _page_numbers(self.page)]
        self.sizes = (
            [(n, self.url(per_page=n, page=None)) for n in PAGE_SIZES] if self.count > PAGE_SIZES[0] else []
        )
        self.exports = [(kind, self.url(export=kind.lower(), page=None)) for kind in ("XLSX", "CSV")]
        return self

    def url(self, **changes) -> str:
        """Return this list's address with some query parameters changed, None dropping one."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}"

    def _fields(self):
        return ["pk" if self.row_url is None else self.row_url[1], *(column.field for column in self.columns)]

    def _sorted(self, queryset):
        by_key = {column.key: column.sort for column in self.columns if column.sort}
        path = by_key.get(self.sort.lstrip("-"))
        if path is None:
            self.sort = ""
            return queryset if queryset.ordered else queryset.order_by("pk")
        return queryset.order_by(f"-{path}" if self.sort.startswith("-") else path, "pk")

    def _rows(self, rows):
        before, after = self._row_link()
        cells = [_cell_template(column) for column in self.columns]
        texts = [_shown(column) for column in self.columns]
        html = []
        for key, *values in rows:
            href = f"{before}{_escaped(key)}{after}" if before else ""
            html.append("<tr>")
            for column, cell, text, value in zip(self.columns, cells, texts, values, strict=True):
                shown = _escaped(text(value))
                html.append(cell % (f'<a href="{href}">{shown}</a>' if column.link and href else shown))
            html.append("</tr>")
        return mark_safe("".join(html))

    def _row_link(self):
        if self.row_url is None:
            return "", ""
        try:
            before, _zero, after = reverse(self.row_url[0], args=["0"]).rpartition("0")
        except NoReverseMatch:
            # Records that go by a key instead of a number.
            before, _key, after = reverse(self.row_url[0], args=[NO_KEY]).rpartition(NO_KEY)
        return before, after

    def _heading(self, column):
        if not column.sort:
            return Heading(column.title, column.numeric, "", "")
        if self.sort == column.key:
            return Heading(
                column.title, column.numeric, self.url(sort=f"-{column.key}", page=None), "ascending"
            )
        direction = "descending" if self.sort == f"-{column.key}" else "none"
        return Heading(column.title, column.numeric, self.url(sort=column.key, page=None), direction)


def list_response(
    request,
    *,
    queryset,
    columns,
    template="layout/list.html",
    filterset=None,
    row_url=None,
    export_name,
    context=None,
    remembered=None,
):
    """Answer a list page, its HTMX part, or its export as XLSX or CSV (`?export=`).

    `row_url` is (URL name, `values_list()` path of its only argument) for the columns with `link=True`.
    `remembered` keeps count and order of a long list (silab/common/kept_rows.py).
    """
    page = ListPage(request, queryset, columns, filterset=filterset, row_url=row_url, remembered=remembered)
    if request.GET.get("export") in ("xlsx", "csv"):
        rows = page.queryset.values_list(*(column.field for column in columns)).iterator(chunk_size=1000)
        return export_response(rows, columns, kind=request.GET["export"], name=export_name)
    if request.htmx and not request.htmx.boosted:
        template = "components/list_results.html"
    return render(request, template, {"list": page.build(), **(context or {})})


def _shown(column):
    if not column.state:
        return column.text
    return lambda value: "–" if value in (None, "") else chip(value, column.text(value))


def _escaped(text) -> str:
    # Django's conditional_escape looks for lazy arguments at every call, which is felt at 800 cells.
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))


def _cell_template(column) -> str:
    label = _escaped(column.title).replace("%", "%%")
    kind = ' class="num"' if column.numeric else ""
    return f'<td data-label="{label}"{kind}>%s</td>'


def _page_numbers(page):
    return [
        n if isinstance(n, int) else None
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
