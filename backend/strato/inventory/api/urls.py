from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.inventory.api.ledger_views import CountViewSet, LevelViewSet, MoveViewSet
from strato.inventory.api.stock_views import ItemViewSet, LocationViewSet, LotViewSet
from strato.inventory.api.views import FilamentsView, LabStockView, MaterialPriceViewSet, MaterialViewSet, SpoolViewSet

router = SimpleRouter()
router.register("materials", MaterialViewSet, basename="material")
router.register("material-prices", MaterialPriceViewSet, basename="material-price")
router.register("spools", SpoolViewSet, basename="spool")
router.register("inventory/items", ItemViewSet, basename="item")
router.register("inventory/locations", LocationViewSet, basename="location")
router.register("inventory/lots", LotViewSet, basename="lot")
router.register("inventory/levels", LevelViewSet, basename="level")
router.register("inventory/moves", MoveViewSet, basename="stock-move")
router.register("inventory/counts", CountViewSet, basename="count")

urlpatterns = [
    path("labs/<uuid:lab_id>/stock/", LabStockView.as_view(), name="lab-stock"),
    path("filaments/", FilamentsView.as_view(), name="filaments"),
    *router.urls,
]
