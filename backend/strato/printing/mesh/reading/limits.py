"""How much a model file may ask of us."""

from dataclasses import dataclass

from strato.printing.mesh.errors import ModelTooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that hold before memory is taken. The ratio and the unzipped size concern 3MF, which is a zip archive."""

    max_bytes: int = 256 * 1024**2
    max_triangles: int = 4_000_000
    max_unzip_ratio: float = 60.0
    max_unzipped_bytes: int = 1024**3

    def check_bytes(self, size: int) -> None:
        if size > self.max_bytes:
            raise ModelTooLarge(
                "model_too_large",
                f"The file has {size} bytes; the limit is {self.max_bytes}.",
                bytes=size,
                limit_bytes=self.max_bytes,
            )

    def check_triangles(self, count: int) -> None:
        if count > self.max_triangles:
            raise ModelTooLarge(
                "model_too_many_triangles",
                f"The model has {count} triangles; the limit is {self.max_triangles}.",
                triangles=count,
                limit_triangles=self.max_triangles,
            )
