"""Keys by which Estonian text is searched and ordered the same on SQLite and PostgreSQL.

Neither database can be relied on: SQLite's `icontains` knows no Õ, and PostgreSQL's order depends on
the server's locale. So records keep a `search_key` and a `sort_key` column (domain.md §1)."""

import unicodedata

ALPHABET = " -0123456789abcdefghijklmnopqrsšzžtuvwõäöüxy"
_WEIGHT = {letter: f"{place:02x}" for place, letter in enumerate(ALPHABET, start=1)}


def search_key(text: str) -> str:
    """Return `text` without case, diacritics and doubled spaces: "ÕISMÄE" and "oismae" are one key."""
    # PostgreSQL refuses a query with a null character, and no name has one.
    decomposed = unicodedata.normalize("NFKD", text.replace("\0", "").casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())


def sort_key(text: str) -> str:
    """Return a key whose plain byte order is Estonian alphabetical order (… S Š Z Ž T U V W Õ Ä Ö Ü X Y).

    Two hexadecimal digits a letter, so that every database collation orders it alike.
    """
    composed = unicodedata.normalize("NFC", text.casefold())
    return "".join(_letter_weight(letter) for letter in composed)


def _letter_weight(letter: str) -> str:
    if letter in _WEIGHT:
        return _WEIGHT[letter]
    base = unicodedata.normalize("NFKD", letter)[:1]
    return _WEIGHT.get(base, "00")
