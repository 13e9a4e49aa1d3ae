from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.messaging.api.attachments import AttachmentFileView, AttachmentViewSet
from strato.messaging.api.conversations import (
    ID,
    ConversationViewSet,
    InboxSettingsView,
    MessageSearchView,
    PresenceView,
    SummaryView,
)
from strato.messaging.api.messages import MessageViewSet

OF_ONE = rf"conversations/(?P<conversation_id>{ID})"

router = SimpleRouter()
router.register("conversations", ConversationViewSet, basename="conversation")
router.register(f"{OF_ONE}/messages", MessageViewSet, basename="message")
router.register(f"{OF_ONE}/attachments", AttachmentViewSet, basename="attachment")

urlpatterns = [
    path("conversations/search/", MessageSearchView.as_view(), name="messages-search"),
    path("messaging/summary/", SummaryView.as_view(), name="messaging-summary"),
    path("messaging/settings/", InboxSettingsView.as_view(), name="messaging-settings"),
    path("messaging/presence/", PresenceView.as_view(), name="messaging-presence"),
    path("attachment-files/<str:token>/", AttachmentFileView.as_view(), name="attachment-file"),
    *router.urls,
]
