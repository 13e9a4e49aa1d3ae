from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.labs.api.views import LabViewSet, MemberViewSet, NearbyLabsView

router = SimpleRouter()
router.register("labs", LabViewSet, basename="lab")
router.register(r"labs/(?P<lab_id>[^/.]+)/members", MemberViewSet, basename="member")

urlpatterns = [path("labs/nearby/", NearbyLabsView.as_view(), name="labs-nearby"), *router.urls]
