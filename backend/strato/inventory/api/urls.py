from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.inventory.api.views import FilamentsView, LabStockView, MaterialPriceViewSet, MaterialViewSet, SpoolViewSet

router = SimpleRouter()
router.register("materials", MaterialViewSet, basename="material")
router.register("material-prices", MaterialPriceViewSet, basename="material-price")
router.register("spools", SpoolViewSet, basename="spool")

urlpatterns = [
    path("labs/<uuid:lab_id>/stock/", LabStockView.as_view(), name="lab-stock"),
    path("filaments/", FilamentsView.as_view(), name="filaments"),
    *router.urls,
]
