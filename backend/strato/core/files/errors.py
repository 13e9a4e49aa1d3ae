"""What can be wrong with a file."""

from strato.core.errors import Conflict, Forbidden, Invalid, Missing, TooLarge, Unprocessable, Unsupported


class LinkExpired(Missing):
    code = "link_expired"
    detail = "This link has expired. Load the page again for a fresh one."


class FileGone(Missing):
    code = "file_gone"
    detail = "This file no longer exists."


class NotAnImage(Unsupported):
    code = "not_an_image"
    detail = "This is no image that we can read. Send a PNG, JPEG, WebP or GIF."


class ImageTooLarge(TooLarge):
    code = "image_too_large"
    detail = "This image is too large."


class ImageTooManyPixels(TooLarge):
    code = "image_too_many_pixels"
    detail = "This image has too many pixels."


class UploadTooLarge(TooLarge):
    code = "upload_too_large"
    detail = "This file is larger than allowed."


class UploadLengthMissing(Invalid):
    code = "upload_length_missing"
    detail = "Upload-Length must say how many bytes will come."


class UploadMetadataInvalid(Invalid):
    code = "upload_metadata_invalid"
    detail = "Upload-Metadata must be pairs of a key and a Base64 value."


class UploadOffsetMissing(Invalid):
    code = "upload_offset_missing"
    detail = "Upload-Offset must say where these bytes begin."


class WrongOffset(Conflict):
    code = "upload_wrong_offset"
    detail = "These bytes do not begin where the upload stands. Ask with HEAD and go on from there."


class UploadBusy(Conflict):
    code = "upload_busy"
    detail = "Another request is writing to this upload."


class UploadIncomplete(Conflict):
    code = "upload_incomplete"
    detail = "This upload has not arrived completely."


class TooManyUploads(Conflict):
    code = "too_many_uploads"
    detail = "Too many uploads are open. Finish or delete one first."


class GuestKeyMissing(Forbidden):
    code = "guest_key_missing"
    detail = "Sign in, or send an X-Guest key, to upload."


class ChecksumMismatch(Unprocessable):
    code = "checksum_mismatch"
    detail = "The bytes do not match their checksum."
    status = 460  # tus 1.0.0, checksum extension
    title = "Checksum mismatch"


class ChecksumUnsupported(Invalid):
    code = "checksum_unsupported"
    detail = "This checksum algorithm is not supported."


class WrongTusVersion(Invalid):
    code = "tus_version_unsupported"
    detail = "This server speaks tus 1.0.0."
    status = 412
    title = "Precondition failed"
