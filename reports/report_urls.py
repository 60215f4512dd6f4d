"""Addresses of annual reports and of the funder."""

urlpatterns = []
