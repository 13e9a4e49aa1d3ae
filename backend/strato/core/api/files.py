"""The doors of files: signed downloads, and uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload)."""

import base64
import binascii
import hashlib
from typing import IO, Any, ClassVar

from django.http import HttpResponseBase
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.policy import Policy
from strato.core.api.throttles import UploadThrottle
from strato.core.api.views import PolicyView
from strato.core.errors import Missing
from strato.core.files import links, serving, uploads
from strato.core.files.errors import (
    ChecksumUnsupported,
    UploadLengthMissing,
    UploadMetadataInvalid,
    UploadOffsetMissing,
    WrongTusVersion,
)
from strato.core.files.models import Upload
from strato.core.policies import anyone

TUS_VERSION = "1.0.0"
CHECKSUMS = ("sha256", "sha1", "md5")
FILE_ANSWERS: dict[Any, Any] = {
    (200, "*/*"): OpenApiTypes.BINARY,
    (206, "*/*"): OpenApiTypes.BINARY,
    302: OpenApiResponse(description="The file lies in an object store"),
    304: OpenApiResponse(description="The copy at hand is still right"),
    416: OpenApiResponse(description="The range lies outside the file"),
}
"""What a door that serves files says of itself: a file comes as what it is."""


class AnyAccept(DefaultContentNegotiation):
    """A file is what it is, whatever the Accept header hopes for."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class FileView(PolicyView):
    """Serves what a signed link names."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}
    authentication_classes = ()
    content_negotiation_class = AnyAccept

    @extend_schema(
        summary="Download a file",
        description="The link is made by the row that owns the file and lives for ten to twenty minutes.",
        tags=["files"],
        responses=FILE_ANSWERS,
    )
    def get(self, request: Request, token: str) -> HttpResponseBase:
        return serving.serve(request._request, links.unseal(token))


class OffsetParser(BaseParser):
    """Hands the raw stream on: a piece of a large file is never held in memory."""

    media_type = "application/offset+octet-stream"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream


class UploadSerializer(serializers.ModelSerializer[Upload]):
    class Meta:
        model = Upload
        fields = ("id", "filename", "size_bytes", "offset_bytes", "expires_at")
        read_only_fields = fields


class TusView(PolicyView):
    """What every tus answer says."""

    content_negotiation_class = AnyAccept

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        is_spoken = str(request.method).lower() in self.policy  # a method that is none here: DRF answers 405
        if is_spoken and request.method != "GET" and request.headers.get("Tus-Resumable") != TUS_VERSION:
            raise WrongTusVersion

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Tus-Resumable"] = TUS_VERSION
        response["Cache-Control"] = "no-store"
        if response.status_code == WrongTusVersion.status:
            response["Tus-Version"] = TUS_VERSION
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        response = Response(status=204)
        response["Tus-Version"] = TUS_VERSION
        response["Tus-Extension"] = "creation,termination,checksum,expiration"
        response["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
        response["Tus-Max-Size"] = str(uploads.max_bytes())
        return response


TUS_HEADER = OpenApiParameter(
    "Tus-Resumable", str, OpenApiParameter.HEADER, required=True, enum=[TUS_VERSION], description="Protocol version"
)


class UploadsView(TusView):
    """Where an upload begins."""

    policy: ClassVar[dict[str, Policy]] = {"post": anyone}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"post": {412}}

    def get_throttles(self) -> list[Any]:
        throttles = super().get_throttles()
        return [*throttles, UploadThrottle()] if self.request.method == "POST" else throttles

    @extend_schema(
        summary="Begin a resumable upload",
        description="tus 1.0.0 creation. Signed in, or with an X-Guest key.",
        tags=["files"],
        request=None,
        parameters=[
            TUS_HEADER,
            OpenApiParameter("Upload-Length", int, OpenApiParameter.HEADER, required=True, description="Bytes to come"),
            OpenApiParameter(
                "Upload-Metadata",
                str,
                OpenApiParameter.HEADER,
                description="Pairs of key and Base64 value: filename, filetype",
            ),
        ],
        responses={201: OpenApiResponse(description="Go on with PATCH at Location")},
    )
    def post(self, request: Request) -> Response:
        metadata = parse_metadata(request.headers.get("Upload-Metadata", ""))
        upload = uploads.begin(
            by=request.user,
            size_bytes=natural(request.headers.get("Upload-Length"), UploadLengthMissing),
            filename=metadata.get("filename", ""),
            content_type=metadata.get("filetype", ""),
        )
        response = Response(status=201)
        response["Location"] = request.build_absolute_uri(reverse("upload", args=[upload.pk]))
        return stands(response, upload)


class UploadView(TusView):
    """One upload on its way."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone, "patch": anyone, "delete": anyone}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"patch": {412, 460}, "delete": {412}}
    parser_classes = (OffsetParser,)

    def upload(self, pk: Any) -> Upload:
        upload = Upload.objects.visible_to(self.request.user).filter(pk=pk).first()
        if upload is None:
            raise Missing
        return upload

    @extend_schema(
        summary="Where an upload stands",
        description="HEAD answers the same in headers (tus 1.0.0): Upload-Offset, Upload-Length, Upload-Expires.",
        tags=["files"],
        responses=UploadSerializer,
    )
    def get(self, request: Request, pk: Any) -> Response:
        upload = self.upload(pk)
        response = stands(Response(UploadSerializer(upload).data), upload)
        response["Upload-Length"] = str(upload.size_bytes)
        return response

    @extend_schema(
        summary="Send bytes",
        description="tus 1.0.0: the body begins at Upload-Offset. 409 with another offset: ask with HEAD and go on there.",
        tags=["files"],
        request={"application/offset+octet-stream": OpenApiTypes.BINARY},
        parameters=[
            TUS_HEADER,
            OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, required=True),
            OpenApiParameter(
                "Upload-Checksum", str, OpenApiParameter.HEADER, description="Algorithm and Base64 digest"
            ),
        ],
        responses={204: OpenApiResponse(description="Upload-Offset says where it stands now")},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        upload = self.upload(pk)
        offset = natural(request.headers.get("Upload-Offset"), UploadOffsetMissing)
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        uploads.check_room(upload, offset + length)
        checksum, expected = parse_checksum(request.headers.get("Upload-Checksum", ""))
        stream: Any = request.data if length else None
        return stands(
            Response(status=204),
            uploads.append(upload, stream, offset=offset, checksum=checksum, expected=expected),
        )

    @extend_schema(
        summary="Drop an upload",
        tags=["files"],
        parameters=[TUS_HEADER],
        responses={204: OpenApiResponse(description="It is gone")},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        uploads.drop(self.upload(pk))
        return Response(status=204)


def stands(response: Response, upload: Upload) -> Response:
    """The headers that say where an upload stands."""
    response["Upload-Offset"] = str(upload.offset_bytes)
    response["Upload-Expires"] = upload.expires_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response


def natural(text: str | None, error: type[Exception]) -> int:
    """A header's whole number of bytes, or this error."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise error
    return int(text)


def parse_metadata(header: str) -> dict[str, str]:
    """{"filename": "benchy.stl"} of an Upload-Metadata header."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise UploadMetadataInvalid from error
    return found


def parse_checksum(header: str) -> tuple[Any, bytes]:
    """(a running hash, the digest it must come to) of an Upload-Checksum header; (None, b"") without one."""
    if not header:
        return None, b""
    name, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value.strip(), validate=True)
    except binascii.Error as error:
        raise ChecksumUnsupported from error
    if name not in CHECKSUMS:
        raise ChecksumUnsupported(algorithms=list(CHECKSUMS))
    return hashlib.new(name, usedforsecurity=False), digest
