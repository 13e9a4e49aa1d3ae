from rest_framework.routers import SimpleRouter

from strato.moderation.api.reports import ReportViewSet

router = SimpleRouter()
router.register("reports", ReportViewSet, basename="report")

urlpatterns = router.urls
