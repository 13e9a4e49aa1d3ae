from rest_framework.routers import SimpleRouter

from strato.printing.api.jobs import PrintJobViewSet
from strato.printing.api.models import Model3DViewSet
from strato.printing.api.quotes import QuoteViewSet

router = SimpleRouter()
router.register("models", Model3DViewSet, basename="model")
router.register("quotes", QuoteViewSet, basename="quote")
router.register("print-jobs", PrintJobViewSet, basename="print-job")

urlpatterns = router.urls
