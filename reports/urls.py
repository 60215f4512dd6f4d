"""Addresses of plan, money and reports: the plan's side and the reports' side."""

from reports import plan_urls, report_urls

app_name = "reports"
urlpatterns = [*plan_urls.urlpatterns, *report_urls.urlpatterns]
