"""Why a report cannot be changed as asked, in words for the person who asked."""

from django.core.exceptions import ValidationError


class ReportClosed(ValidationError):
    """The report's state does not allow this."""


class NotReady(ValidationError):
    """The report lacks something; `lacks` lists what, with the place where it is put right."""

    def __init__(self, message, lacks):
        super().__init__(message)
        self.lacks = lacks


class EditConflict(Exception):
    """Someone else saved the same part meanwhile; `theirs` is what they saved."""

    def __init__(self, theirs):
        super().__init__(theirs.key)
        self.theirs = theirs
