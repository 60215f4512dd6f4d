"""Costs from the accounting export: CSV or XLSX → which column holds what → what would be added → the costs.

columns.py says what a column holds, parse.py makes rows or problems, look.py tells what the file would do,
writing.py does all of it or nothing. A document that is recorded already is skipped: importing a file again
changes nothing."""
