"""Who may open a page. Every view says it with `@public` or `@open_to(...)`; a view that says nothing
is closed (domain.md §12), and the middleware beside this file enforces it."""

from silab.accounts.enums import Role

EVERYONE = frozenset({"everyone"})
SIGNED_IN = frozenset(Role)


def public(view):
    """Open a view to everyone, signed in or not."""
    view.open_to = EVERYONE
    return view


def open_to(*roles):
    """Open a view to signed-in users of these roles; others get 404, strangers the sign-in page."""

    def mark(view):
        view.open_to = frozenset(roles)
        return view

    return mark


signed_in = open_to(*Role)
staff_only = open_to(Role.STAFF)
