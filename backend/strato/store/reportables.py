"""Reviews as they are reported, and what an admin can do about them."""

from typing import Any
from uuid import UUID

from strato.core.policies import is_admin
from strato.moderation.reportables import Matter, Remedy
from strato.moderation.states import RemedyCode, ReportKind
from strato.store.models import Review
from strato.store.services import hide_review, show_review


class ReviewReportable:
    """What somebody wrote about a product."""

    kind = ReportKind.REVIEW
    remedies = (
        Remedy(
            RemedyCode.HIDE_REVIEW,
            lambda review, by: is_admin(by) and review.hidden_at is None,
            lambda review, by, reason: hide_review(review, by=by),
        ),
        Remedy(
            RemedyCode.SHOW_REVIEW,
            lambda review, by: is_admin(by) and review.hidden_at is not None,
            lambda review, by, reason: show_review(review, by=by),
        ),
    )

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        review = Review.objects.visible_to(user).filter(pk=ref).select_related("product").first()
        if review is None:
            return None
        product = review.product
        facts = {"product": product.name, "rating": str(review.rating), "text": review.text, "answer": review.answer}
        return Matter(label=product.name, about_id=review.author_id, link=f"/shop/{product.slug}", facts=facts)

    def row(self, ref: UUID) -> Review | None:
        return Review.objects.filter(pk=ref).first()
