from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.shopfloor.api.printers import PrinterViewSet
from strato.shopfloor.api.reports import FailureStatisticsView, PrinterStatisticsView
from strato.shopfloor.api.runs import RunViewSet

router = SimpleRouter()
router.register("printers", PrinterViewSet, basename="printer")
router.register("runs", RunViewSet, basename="run")

urlpatterns = [
    path("labs/<uuid:lab_id>/failure-statistics/", FailureStatisticsView.as_view(), name="failure-statistics"),
    path("labs/<uuid:lab_id>/printer-statistics/", PrinterStatisticsView.as_view(), name="printer-statistics"),
    *router.urls,
]
