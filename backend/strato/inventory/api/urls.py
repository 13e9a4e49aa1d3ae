from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.inventory.api.views import FilamentsView, MaterialPriceViewSet, MaterialViewSet, SpoolViewSet

router = SimpleRouter()
router.register("materials", MaterialViewSet, basename="material")
router.register("material-prices", MaterialPriceViewSet, basename="material-price")
router.register("spools", SpoolViewSet, basename="spool")

urlpatterns = [path("filaments/", FilamentsView.as_view(), name="filaments"), *router.urls]
