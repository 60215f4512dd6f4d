"""Pages behind a personal link: read by nobody else's browser, cache or search engine (domain.md §12)."""

from functools import wraps


def personal(view):
    """Mark a view's answers as one person's own: not kept, not indexed, its address told to no other site."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return marked
