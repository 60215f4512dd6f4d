"""Addresses of plan, money and reports: the plan's side, the reports' side, the programmes' reports."""

from reports import plan_urls, programme_urls, report_urls
from reports.amendments import urls as amendment_urls
from reports.api import urls as api_urls
from reports.contracts import urls as contract_urls
from reports.costs import urls as cost_urls
from reports.forming import urls as form_urls
from reports.funder import urls as funder_urls
from reports.goals import urls as goal_urls
from reports.overtime import urls as overtime_urls
from reports.plan import urls as plan_files_urls
from reports.publication import urls as publication_urls
from reports.signing import urls as signing_urls
from reports.today import urls as today_urls

app_name = "reports"
urlpatterns = [
    *today_urls.urlpatterns,
    *plan_urls.urlpatterns,
    *plan_files_urls.urlpatterns,
    *overtime_urls.urlpatterns,
    *amendment_urls.urlpatterns,
    *cost_urls.urlpatterns,
    *form_urls.urlpatterns,
    *goal_urls.urlpatterns,
    *contract_urls.urlpatterns,
    *report_urls.urlpatterns,
    *programme_urls.urlpatterns,
    *signing_urls.urlpatterns,
    *funder_urls.urlpatterns,
    *publication_urls.urlpatterns,
    *api_urls.urlpatterns,
]
