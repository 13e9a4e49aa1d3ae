from django.urls import path

from strato.dashboards.api import views
from strato.dashboards.api.earnings import EarningsView
from strato.dashboards.api.statements import StatementTableView, StatementView

urlpatterns = [
    path("dashboard/user/", views.UserDashboardView.as_view(), name="user-dashboard"),
    path("dashboard/maker/", views.MakerDashboardView.as_view(), name="maker-dashboard"),
    path("dashboard/admin/", views.AdminDashboardView.as_view(), name="admin-dashboard"),
    path("dashboard/money/", views.MoneyDashboardView.as_view(), name="money-dashboard"),
    path("dashboard/earnings/", EarningsView.as_view(), name="earnings-dashboard"),
    path("dashboard/statement/", StatementView.as_view(), name="statement"),
    path("dashboard/statement/table/", StatementTableView.as_view(), name="statement-table"),
]
