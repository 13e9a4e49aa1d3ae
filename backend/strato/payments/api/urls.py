from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.payments.api.views import PaymentViewSet, ReconciliationViewSet, WebhookView

router = SimpleRouter()
router.register("payments/reconciliation", ReconciliationViewSet, basename="reconciliation")
router.register("payments", PaymentViewSet, basename="payment")

urlpatterns = [path("payments/webhook/", WebhookView.as_view(), name="payments-webhook"), *router.urls]
