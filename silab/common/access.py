"""Who may open a page. Every view says it with `@public` or `@open_to(...)`; a view that says nothing
is closed (domain.md §12), and silab/accounts/middleware.py enforces it.

It stands this low so that jobs and notices can say it too; a role is named here by its value."""

EVERYONE = frozenset({"everyone"})
SIGNED_IN = frozenset({"signed in"})


def public(view):
    """Open a view to everyone, signed in or not."""
    view.open_to = EVERYONE
    return view


def signed_in(view):
    """Open a view to everyone who has signed in, whatever the role; strangers get the sign-in page."""
    view.open_to = SIGNED_IN
    return view


def open_to(*roles):
    """Open a view to signed-in users of these roles; others get 404, strangers the sign-in page."""

    def mark(view):
        view.open_to = frozenset(str(role) for role in roles)
        return view

    return mark


staff_only = open_to("staff")
