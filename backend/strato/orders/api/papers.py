"""The doors of an order's papers: invoice, credit notes, packing slips."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.sheets import BINARY
from strato.core.errors import Missing
from strato.core.files import download_url
from strato.orders.api import order_wishes as wishes
from strato.orders.api.paper_shapes import DocumentLinkSerializer, DocumentSerializer
from strato.orders.errors import DocumentMissing
from strato.orders.models import Document, Order, Shipment
from strato.orders.policies import MAKERS, own_labs
from strato.orders.services import papers, slips

TAGS = ["orders"]
PDF = {(200, "application/pdf"): OpenApiResponse(BINARY)}


def parcel_of(order: Order, pk: UUID | None) -> Shipment | None:
    """The parcel of this order with this id, None for none; 404 when it has no such one."""
    if pk is None:
        return None
    shipment = next((row for row in order.shipments.all() if row.pk == pk), None)
    if shipment is None:
        raise Missing
    return shipment


class OrderPapers:
    """Mixin of the view set of orders."""

    get_object: Any

    @extend_schema(summary="The invoice", tags=TAGS, responses=DocumentLinkSerializer, filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def invoice(self, request: Request, pk: str) -> Response:
        """With a short-lived link to the PDF."""
        return self.paper(self.get_object(), refund_id=None)

    @extend_schema(
        summary="An invoice or credit note",
        tags=TAGS,
        responses=DocumentLinkSerializer,
        filters=False,
        parameters=[OpenApiParameter("document", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH)],
    )
    @action(
        detail=True,
        url_path="documents/(?P<document>[0-9a-f-]{36})",
        url_name="document",
        pagination_class=None,
        filter_backends=[],
    )
    def document(self, request: Request, pk: str, document: str) -> Response:
        return self.paper(self.get_object(), pk=document)

    @extend_schema(
        summary="A packing slip",
        description="What lies in a parcel and where it goes, without prices, in the customer's language; of a lab its own lines.",
        tags=TAGS,
        parameters=[wishes.SlipQuerySerializer],
        responses=PDF,
        filters=False,
    )
    @action(detail=True, url_path="packing-slip", pagination_class=None, filter_backends=[])
    def packing_slip(self, request: Request, pk: str) -> HttpResponse:
        order = self.get_object()
        asked = wishes.SlipQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        shipment = parcel_of(order, asked.validated_data["shipment"])
        pdf = slips.packing_slip(order, shipment=shipment, labs=own_labs(request.user, *MAKERS))
        name = f'attachment; filename="{order.number}.pdf"'
        return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})

    def paper(self, order: Order, **which: Any) -> Response:
        """A paper of this order with a link, drawn now if the background has not come to it yet."""
        found = Document.objects.select_related("order__customer").filter(order=order, **which).first()
        if found is None:
            raise DocumentMissing
        document = papers.draw_document(found)
        data = DocumentSerializer(document).data
        return Response({**data, "url": download_url(document.file, filename=f"{document.number}.pdf", inline=True)})
