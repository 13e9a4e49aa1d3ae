from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from strato.core.api.files import FileView, UploadsView, UploadView
from strato.core.api.frames import AsyncApiView, FramesView
from strato.core.api.jobs import JobViewSet

router = SimpleRouter()
router.register("jobs", JobViewSet, basename="job")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(), name="docs"),
    path("redoc/", SpectacularRedocView.as_view(), name="redoc"),
    path("files/<str:token>/", FileView.as_view(), name="file"),
    path("uploads/", UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:pk>/", UploadView.as_view(), name="upload"),
    path("asyncapi/", AsyncApiView.as_view(), name="asyncapi"),
    path("realtime/frames/", FramesView.as_view(), name="realtime-frames"),
    *router.urls,
]
