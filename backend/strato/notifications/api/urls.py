from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.notifications.api.unsubscribe import UnsubscribeView
from strato.notifications.api.views import NotificationViewSet, PreferencesView

router = SimpleRouter()
router.register("notifications", NotificationViewSet, basename="notification")

urlpatterns = [
    path("notifications/unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("notification-preferences/", PreferencesView.as_view(), name="notification-preferences"),
    *router.urls,
]
