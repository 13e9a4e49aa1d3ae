from django.urls import path

from strato.dashboards.api import views
from strato.dashboards.api.earnings import EarningsView

urlpatterns = [
    path("dashboard/user/", views.UserDashboardView.as_view(), name="user-dashboard"),
    path("dashboard/maker/", views.MakerDashboardView.as_view(), name="maker-dashboard"),
    path("dashboard/admin/", views.AdminDashboardView.as_view(), name="admin-dashboard"),
    path("dashboard/money/", views.MoneyDashboardView.as_view(), name="money-dashboard"),
    path("dashboard/earnings/", EarningsView.as_view(), name="earnings-dashboard"),
]
