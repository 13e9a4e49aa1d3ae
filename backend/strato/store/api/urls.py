from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.store.api.bulk import BulkViewSet
from strato.store.api.imports import CatalogExportView, CatalogImportViewSet
from strato.store.api.reviews import ReviewViewSet, WishlistViewSet
from strato.store.api.views import CategoryViewSet, PictureViewSet, ProductViewSet, VariantViewSet

router = SimpleRouter()
router.register("categories", CategoryViewSet, basename="category")
router.register("products", ProductViewSet, basename="product")
router.register(r"products/(?P<slug>[-a-z0-9_]+)/reviews", ReviewViewSet, basename="review")
router.register("variants", BulkViewSet, basename="variant-bulk")
router.register("variants", VariantViewSet, basename="variant")
router.register("product-images", PictureViewSet, basename="product-image")
router.register("wishlist", WishlistViewSet, basename="wish")

router.register("catalog-imports", CatalogImportViewSet, basename="catalog-import")

urlpatterns = [path("catalog-export/", CatalogExportView.as_view(), name="catalog-export"), *router.urls]
