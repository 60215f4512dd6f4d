"""Who sees labs' own records. Only Silab's staff keep labs; officials read of them on their municipality's page."""

from networks.models import Lab, LabFunding, LabWorkshop


def workshops_for(user):
    """Return the workshops that the user may open: those of labs that they may open."""
    return LabWorkshop.objects.filter(lab__in=Lab.objects.for_user(user).order_by())


def fundings_for(user):
    """Return the money raised that the user may open: that of labs that they may open."""
    return LabFunding.objects.filter(lab__in=Lab.objects.for_user(user).order_by())
