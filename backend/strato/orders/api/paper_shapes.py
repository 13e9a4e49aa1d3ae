"""How the papers of an order look from outside."""

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.orders.models import Document
from strato.orders.states import DOCUMENT_KINDS


class DocumentSerializer(serializers.ModelSerializer[Document]):
    kind = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = ("id", "number", "kind", "issued_at")

    @extend_schema_field(serializers.ChoiceField(choices=DOCUMENT_KINDS))
    def get_kind(self, document: Document) -> str:
        return "credit_note" if document.refund_id else "invoice"


class DocumentLinkSerializer(DocumentSerializer):
    """A paper with a short-lived link to its PDF."""

    url = serializers.CharField()

    class Meta:
        model = Document
        fields = ("id", "number", "kind", "issued_at", "url")
