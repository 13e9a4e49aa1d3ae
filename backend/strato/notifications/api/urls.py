from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.notifications.api.devices import PushDeviceViewSet
from strato.notifications.api.unsubscribe import UnsubscribeView
from strato.notifications.api.views import NotificationViewSet, PreferencesView, TimingView

router = SimpleRouter()
router.register("notifications", NotificationViewSet, basename="notification")
router.register("push-devices", PushDeviceViewSet, basename="push-device")

urlpatterns = [
    path("notifications/unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("notification-preferences/", PreferencesView.as_view(), name="notification-preferences"),
    path("notification-timing/", TimingView.as_view(), name="notification-timing"),
    *router.urls,
]
