"""Why a model file is refused: named errors with stable codes, so that every door can explain them in its own words.

===========================  ==================  ==========================================================================
code                         class               facts
===========================  ==================  ==========================================================================
model_empty                  ModelBroken         -
model_truncated              ModelBroken         declared_triangles, expected_bytes, bytes (binary STL); triangle (ASCII)
model_count_mismatch         ModelBroken         declared_triangles, expected_bytes, bytes
model_malformed              ModelBroken         where the words stop making sense: line, triangle or part
model_numbers_invalid        ModelBroken         -  (NaN, infinity, or something that is no number)
model_out_of_range           ModelBroken         reach_mm, limit_mm
model_index_invalid          ModelBroken         vertices, index
model_part_missing           ModelBroken         part
model_ambiguous              ModelUnsupported    looks_like  (a file that is two formats at once)
model_not_a_mesh             ModelUnsupported    looks_like
model_format_unknown         ModelUnsupported    -
model_has_dtd                ModelUnsupported    part
model_zip_unsafe             ModelUnsupported    part, reason
model_too_many_pieces        ModelUnsupported    limit_pieces
model_too_large              ModelTooLarge       bytes, limit_bytes
model_too_many_triangles     ModelTooLarge       triangles, limit_triangles
model_zip_bomb               ModelTooLarge       ratio or bytes, and the limit
repair_impossible            RepairRefused       reason
repair_moves_volume          RepairRefused       volume_before_mm3, volume_after_mm3, limit_percent
===========================  ==================  ==========================================================================
"""

Fact = float | int | str

CODES = (
    "model_empty", "model_truncated", "model_count_mismatch", "model_malformed", "model_numbers_invalid",
    "model_out_of_range", "model_index_invalid", "model_part_missing", "model_ambiguous", "model_not_a_mesh",
    "model_format_unknown", "model_has_dtd", "model_zip_unsafe", "model_too_many_pieces", "model_too_large",
    "model_too_many_triangles", "model_zip_bomb", "repair_impossible", "repair_moves_volume",
)  # fmt: skip
"""Every code; docs/reference/model-checks.md explains each."""


class MeshError(Exception):
    """Something about a model file that its owner has to know. ``code`` is stable; ``facts`` are the numbers behind ``detail``."""

    def __init__(self, code: str, detail: str, **facts: Fact) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class ModelBroken(MeshError):
    """The format is ours, the content is damaged."""


class ModelUnsupported(MeshError):
    """The content is not a model that this house reads."""


class ModelTooLarge(MeshError):
    """The file, or what it unfolds to, is beyond the limits."""


class RepairRefused(MeshError):
    """A repair that cannot be offered honestly."""
