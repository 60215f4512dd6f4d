"""How results are shown: a table for people, `bench.json` for machines."""

import json
from pathlib import Path

HEADS = ("what", "ratio", "limit", "spread", "median", "yardstick", "queries", "bytes", "")


def print_table(results) -> None:
    """Print one line a result, the broken ones marked, and the sum of it."""
    rows = [HEADS, *map(_cells, results)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADS))]
    for row in rows:
        words = [
            cell.ljust(width) if n in (0, len(HEADS) - 1) else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(words).rstrip())
    broken = sum(result.is_broken for result in results)
    print(f"\n{len(results)} measured, {broken} broken" if broken else f"\n{len(results)} measured, all hold")


def write_json(results, path: Path, about: dict) -> None:
    """Write every result with both medians and the spread."""
    content = {**about, "results": [result.as_json() for result in results]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _cells(result):
    queries = "" if result.queries is None else str(result.queries)
    if result.query_limit is not None:
        queries += f"/{result.query_limit}"
    said = ["BROKEN"] if result.is_broken else []
    return (
        result.name,
        _figure(result.ratio),
        "" if result.limit is None else f"{result.limit:g} {result.against}",
        "" if result.spread is None else f"{_figure(result.spread[0])}–{_figure(result.spread[1])}",
        _amount(result.median, result.unit),
        _amount(result.yardstick_median, result.unit),
        queries,
        "" if result.bytes is None else str(result.bytes),
        ": ".join(said + ([result.note] if result.note else [])),
    )


def _figure(value):
    return "–" if value is None else f"{value:.2f}"


def _amount(value, unit):
    return "" if value is None else f"{value:.4g} {unit}"
