"""The plan in hand: out as files, edited in the browser, read as of a day."""
