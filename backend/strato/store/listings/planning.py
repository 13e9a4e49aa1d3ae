"""What a table would do to a catalog, row by row. Pure: the caller brings what is known and carries the plan out.

A row is found again by its SKU. Texts of a product may stand on any of its rows; where two rows say different things, the
later is refused. An empty cell leaves a value as it is, except for texts, category and prices in other currencies, which
it clears.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from strato.store.listings import cells, columns
from strato.store.listings.cells import CellRefused
from strato.store.texts import LANGUAGES

CREATE, CHANGE, SAME, REFUSE = "create", "change", "same", "refuse"
CLEARABLE = frozenset({"summary", "description", "category", *columns.TRANSLATED})


@dataclass(frozen=True, slots=True)
class KnownProduct:
    id: UUID
    slug: str
    values: Mapping[str, Any]
    """{column: value} of the columns of a product; the category as its path of names."""


@dataclass(frozen=True, slots=True)
class KnownVariant:
    id: UUID
    product: UUID
    sku: str
    values: Mapping[str, Any]
    """{column: value} of the columns of a variant, amounts and milligrams as integers."""
    on_hand: int | None
    """Pieces; None for what is made to order."""
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the plan is compared with: the products that the table names, with all their variants."""

    currency: str
    products: Sequence[KnownProduct] = ()
    variants: Sequence[KnownVariant] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    """{path in lower case: path as it is written}"""
    other_skus: Collection[str] = ()
    """SKUs of the lab's stock that are no variant."""


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would change, as cells read."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What one row would do: to the variant, and (on the first good row of a product) to the product."""

    number: int
    sku: str
    outcome: str = SAME
    group: str = ""
    product: KnownProduct | None = None
    variant: KnownVariant | None = None
    of_product: Mapping[str, Any] = field(default_factory=dict)
    of_variant: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None
    changes: Sequence[Change] = ()
    problems: Sequence[Problem] = ()


@dataclass(slots=True)
class Draft:
    """A row on its way into the plan."""

    number: int
    sku: str
    handle: str
    said: dict[str, Any] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    variant: KnownVariant | None = None
    product: KnownProduct | None = None
    group: str = ""

    def refuse(self, name: str, code: str) -> None:
        self.problems.append(Problem(name, code))


def plan(rows: Sequence[Mapping[str, str]], known: Known) -> list[Planned]:
    """The plan for each row, in the order of the file; ``rows`` are cells by column, with their number under ""."""
    drafts = [drafted(row, known) for row in rows]
    refuse_repeats(drafts)
    find_all(drafts, known)
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.group].append(draft)
    variants: dict[UUID, list[KnownVariant]] = defaultdict(list)
    for variant in known.variants:
        variants[variant.product].append(variant)
    planned = {}
    for group in groups.values():
        theirs = variants[group[0].product.id] if group[0].product else []
        planned.update({done.number: done for done in planned_group(group, known, theirs)})
    return [planned[draft.number] for draft in drafts]


def drafted(row: Mapping[str, str], known: Known) -> Draft:
    """The cells of one row as values."""
    draft = Draft(int(row[""]), row.get(columns.SKU, ""), row.get(columns.HANDLE, ""))
    if not draft.sku:
        draft.refuse(columns.SKU, "required")
    elif len(draft.sku) > cells.LONGEST["sku"]:
        draft.refuse(columns.SKU, "too_long")
    if len(draft.handle) > cells.LONGEST["product"]:
        draft.refuse(columns.HANDLE, "too_long")
        draft.handle = ""
    for name, cell in row.items():
        if name in ("", columns.SKU, columns.HANDLE, *columns.TOLD):
            continue
        if not cell:
            draft.empty.add(name)
            continue
        try:
            draft.said[name] = value_of(name, cell, known)
        except CellRefused as refused:
            draft.refuse(name, refused.code)
    return draft


def value_of(name: str, cell: str, known: Known) -> Any:
    """The value that a cell stands for."""
    if currency := columns.currency_of(name):
        return cells.amount(cell, currency)
    match name:
        case "published" | "made_to_order" | "active":
            return cells.truth(cell)
        case "lead_days":
            return cells.whole(cell, cells.MAX_DAYS)
        case columns.COUNT:
            return cells.whole(cell, cells.MAX_PIECES)
        case "weight_g":
            return cells.grams(cell)
        case "options":
            return cells.options(cell)
        case "tax_class":
            return cells.tax_class(cell)
        case "category":
            return category(cell, known)
        case "language":
            return cells.language(cell)
    return cells.text(cell, columns.text_of(name)[0])


def category(cell: str, known: Known) -> str:
    path = " > ".join(part.strip() for part in cell.split(">"))
    if path.lower() not in known.categories:
        raise CellRefused("no_such_category")
    return known.categories[path.lower()]


def refuse_repeats(drafts: Sequence[Draft]) -> None:
    """One SKU, one row: the first counts."""
    seen: set[str] = set()
    for draft in drafts:
        if draft.sku and draft.sku in seen:
            draft.refuse(columns.SKU, "sku_twice")
        seen.add(draft.sku)


def find_all(drafts: Sequence[Draft], known: Known) -> None:
    """Each row's variant and product, if they are there, and the group of rows that make one product."""
    by_sku: dict[str, list[KnownVariant]] = defaultdict(list)
    for variant in known.variants:
        by_sku[variant.sku].append(variant)
    by_id = {product.id: product for product in known.products}
    by_handle = {product.slug: product for product in known.products}
    for draft in drafts:
        match by_sku.get(draft.sku, []):
            case [variant]:
                draft.variant, draft.product = variant, by_id[variant.product]
                named = by_handle.get(draft.handle)
                if named is not None and named.id != draft.product.id:
                    draft.refuse(columns.HANDLE, "other_product")
                elif draft.handle:
                    by_handle.setdefault(draft.handle, draft.product)
            case [_, *_]:
                draft.refuse(columns.SKU, "sku_ambiguous")
            case _ if draft.sku in known.other_skus:
                draft.refuse(columns.SKU, "sku_taken")
    for draft in drafts:
        draft.product = draft.product or by_handle.get(draft.handle)
        new = f"new:{draft.handle}" if draft.handle else f"row:{draft.number}"
        draft.group = str(draft.product.id) if draft.product else new


def planned_group(drafts: Sequence[Draft], known: Known, variants: Sequence[KnownVariant]) -> list[Planned]:
    """The rows of one product, which has these variants: what they say of it together goes with the first good one."""
    product = drafts[0].product
    said = agreed(drafts)
    had: Mapping[str, Any] = product.values if product else {}
    is_made = bool(said.get("made_to_order", had.get("made_to_order")))
    refuse_own_language(drafts, said.get("language", had.get("language", LANGUAGES[0])))
    for draft in drafts:
        check_variant(draft, known, is_made=is_made)
    moving = {draft.sku for draft in drafts if not draft.problems}
    taken = {key_of(variant.values["options"]) for variant in variants if variant.sku not in moving}
    for draft in drafts:
        if not draft.problems and key_of(options_of(draft)) in taken:
            draft.refuse("options", "variants_alike")
        taken |= set() if draft.problems else {key_of(options_of(draft))}
    good = [draft for draft in drafts if not draft.problems]
    if product is None and good and not said.get("name"):
        for draft in good:
            draft.refuse("name", "required")
        good = []
    lead = next((draft for draft in good if is_active(draft)), good[0] if good else None)
    return [planned_row(draft, product, said if draft is lead else {}, known) for draft in drafts]


def agreed(drafts: Sequence[Draft]) -> dict[str, Any]:
    """What the rows say of their product; who contradicts an earlier row is refused."""
    said: dict[str, Any] = {}
    for name in columns.PRODUCT:
        for draft in drafts:
            if name in draft.said and draft.said[name] != said.setdefault(name, draft.said[name]):
                draft.refuse(name, "contradicts")
        if name in CLEARABLE and name not in said and any(name in draft.empty for draft in drafts):
            said[name] = ""
    return said


def refuse_own_language(drafts: Sequence[Draft], language: str) -> None:
    """Own texts stand in ``name``, ``summary`` and ``description``."""
    for draft in drafts:
        for name in columns.TRANSLATED:
            if name in draft.said and columns.text_of(name)[1] == language:
                draft.refuse(name, "own_language_translated")


def is_active(draft: Draft) -> bool:
    return bool(draft.said.get("active", draft.variant is None or draft.variant.values["active"]))


def check_variant(draft: Draft, known: Known, *, is_made: bool) -> None:
    """What a variant needs, and what cannot be counted."""
    price = columns.price_column(known.currency)
    variant = draft.variant
    if variant is None and price not in draft.said and not any(problem.field == price for problem in draft.problems):
        draft.refuse(price, "required")
    if columns.COUNT in draft.said and (is_made if variant is None else variant.on_hand is None):
        draft.refuse(columns.COUNT, "made_to_order")
    elif variant is not None and draft.said.get(columns.COUNT, variant.reserved) < variant.reserved:
        draft.refuse(columns.COUNT, "stock_promised")


def options_of(draft: Draft) -> Mapping[str, str]:
    found: Mapping[str, str] = draft.said.get("options", draft.variant.values["options"] if draft.variant else {})
    return found


def key_of(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.items()))


def planned_row(draft: Draft, product: KnownProduct | None, said: Mapping[str, Any], known: Known) -> Planned:
    """One row's plan, with what would change."""
    planned = Planned(draft.number, draft.sku, group=draft.group, product=product, variant=draft.variant)
    if draft.problems:
        return replace(planned, outcome=REFUSE, problems=draft.problems)
    had: Mapping[str, Any] = product.values if product else {}
    of_product = {
        name: value for name, value in said.items() if value != had.get(name, "" if product is None else None)
    }
    had_before: Mapping[str, Any] = draft.variant.values if draft.variant else {}
    of_variant = {name: value for name, value in variant_said(draft, known).items() if value != had_before.get(name)}
    count = draft.said.get(columns.COUNT)
    on_hand = (draft.variant.on_hand or 0) if draft.variant else 0
    changes = [Change(name, shown(name, had.get(name)), shown(name, value)) for name, value in of_product.items()]
    changes += [
        Change(name, shown(name, had_before.get(name)), shown(name, value)) for name, value in of_variant.items()
    ]
    if count is not None and count != on_hand:
        changes.append(Change(columns.COUNT, str(on_hand), str(count)))
    else:
        count = None
    outcome = CREATE if draft.variant is None else CHANGE if changes else SAME
    return replace(planned, outcome=outcome, of_product=of_product, of_variant=of_variant, count=count, changes=changes)


def variant_said(draft: Draft, known: Known) -> dict[str, Any]:
    """What the row says of its variant; an emptied price in another currency is None."""
    names = [name for name in draft.said if name in columns.VARIANT or columns.currency_of(name)]
    said = {name: draft.said[name] for name in names}
    own = columns.price_column(known.currency)
    return said | {name: None for name in draft.empty if columns.currency_of(name) and name != own}


def shown(name: str, value: Any) -> str:
    """A value as its column shows it."""
    if currency := columns.currency_of(name):
        return cells.said_amount(value, currency)
    if name == "weight_g":
        return "" if value is None else cells.said_grams(value)
    return cells.said(value)
