"""The status tables as pictures: the documentation is drawn from what the code obeys."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from strato.core.status import Stateful

HEAD = (
    "# Statuses\n\nDrawn from the tables that the code obeys (`states.py` of each app) by `manage.py draw_statuses`."
    " A status changes in one place, `strato.core.status.change`, which writes who did it, when and why.\n"
)


def page() -> str:
    """Markdown with one mermaid diagram per model that has a status."""
    return "\n".join([HEAD, *(section(model) for model in stateful_models())])


def stateful_models() -> list[Any]:
    """Every model with a status, by app and name."""
    found = [model for model in apps.get_models() if issubclass(model, Stateful)]
    return sorted(found, key=lambda model: (model._meta.app_label, model.__name__))


def section(model: Any) -> str:
    """One model's heading, diagram and table."""
    field = model._meta.get_field("status")
    labels = {str(value): str(label) for value, label in field.choices}
    table = {str(source): sorted(str(target) for target in targets) for source, targets in model.TRANSITIONS.items()}
    return "\n".join(
        [
            f"## {model.FRAME_KIND.replace('_', ' ').capitalize()}",
            "",
            *diagram(str(field.default), labels, table),
            "",
            "| status | shown as | may become |",
            "|---|---|---|",
            *(f"| `{value}` | {label} | {names(table.get(value, []))} |" for value, label in labels.items()),
            "",
        ]
    )


def diagram(start: str, labels: dict[str, str], table: dict[str, list[str]]) -> Iterable[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {start}"
    for source in labels:
        for target in table.get(source, []):
            yield f"    {source} --> {target}"
        if not table.get(source):
            yield f"    {source} --> [*]"
    yield "```"


def names(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values) or "nothing: the end"
