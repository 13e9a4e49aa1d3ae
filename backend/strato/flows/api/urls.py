from rest_framework.routers import SimpleRouter

from strato.flows.api.made_to_measure import MadeToMeasureViewSet

router = SimpleRouter()
router.register("pets", MadeToMeasureViewSet, basename="made-to-measure")

urlpatterns = router.urls
