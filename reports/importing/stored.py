"""A plan's files between the steps of its import in the browser, with their contract."""

from silab.common.kept_files import KeptFiles

_kept = KeptFiles("plan-imports")


def keep(user, contract, files: dict[str, bytes]) -> str:
    """Keep the files of a user's import and return the token by which only this user finds them."""
    return _kept.keep(user, files, contract.pk)


def find(user, token: str) -> tuple[int, dict[str, bytes]] | None:
    """Return the contract's key and the files kept under this user's token; None when they are gone."""
    return _kept.find(user, token)


def give_up(user) -> None:
    """Remove whatever this user has kept."""
    _kept.give_up(user)
