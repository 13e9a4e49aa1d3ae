"""The laws of the house, each as a test: what a reviewer would otherwise have to see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from rest_framework.permissions import BasePermission

from strato.core import checks, drawing
from strato.core.api.policy import PolicyPermission
from strato.core.api.views import PolicyView

BACKEND = Path(settings.BACKEND)
STRATO = BACKEND / "strato"
# The row of a background job is moved by compare-and-set, a status change is its history's business.
MAY_WRITE_STATUS = {STRATO / "core" / "status.py", *(STRATO / "core" / "queue").glob("*.py")}
MODEL_SIGNALS = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "pre_init", "post_init"}
SHAPELESS = {"utils.py", "helpers.py", "misc.py", "common.py"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ours that is no test and no migration."""
    for path in sorted(STRATO.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, ast.parse(path.read_text())


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(BACKEND)}:{getattr(node, 'lineno', 0)}"


def test_every_act_of_every_route_has_a_policy() -> None:
    assert [str(problem) for problem in checks.check_policies()] == []
    assert len(list(checks.doors())) > 10


class Doorless(PolicyView):
    def get(self) -> None: ...


class Unasked(PolicyView):
    permission_classes = (BasePermission,)
    policy = {"get": lambda user, row=None: True}

    def get(self) -> None: ...


def test_a_door_without_a_rule_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [checks.Door(view.__name__, view, checks.acts_of(view, None)) for view in (Doorless, Unasked)]
    monkeypatch.setattr(checks, "doors", lambda: iter(made))
    assert [problem.id for problem in checks.check_policies()] == ["strato.E001", "strato.E002"]
    assert PolicyPermission in Doorless.permission_classes


def test_a_status_changes_in_one_place() -> None:
    found = [
        where(path, node) for path, tree in sources() if path not in MAY_WRITE_STATUS for node in status_writes(tree)
    ]
    assert found == []


def status_writes(tree: ast.Module) -> Iterator[ast.AST]:
    """``x.status = ...``, ``.update(status=...)``, ``bulk_update(..., ["status"])``."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, (ast.Assign, ast.AugAssign)) and any(
            isinstance(target, ast.Attribute) and target.attr == "status" and not is_self(target) for target in targets
        ):
            yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "update" and any(keyword.arg == "status" for keyword in node.keywords):
                yield node
            if node.func.attr == "bulk_update" and "'status'" in ast.dump(node):
                yield node


def is_self(target: ast.Attribute) -> bool:
    """``self.status``: an object's own attribute, as in an error or a view."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def test_the_status_law_sees_each_way_around_it() -> None:
    code = (
        "job.status = 'x'\nJob.objects.update(status='x')\nJob.objects.bulk_update(rows, ['status'])\nself.status = 1"
    )
    assert len(list(status_writes(ast.parse(code)))) == 3


def test_no_model_signals() -> None:
    found = [
        where(path, node)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and {name.name for name in node.names} & MODEL_SIGNALS
    ]
    assert found == []


def test_imports_stand_at_the_top() -> None:
    found = [
        where(path, inner)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]
    assert found == []


def test_no_drawer_for_odds_and_ends() -> None:
    assert [str(path) for path, _ in sources() if path.name in SHAPELESS] == []


def test_files_stay_readable() -> None:
    long = {str(path.relative_to(BACKEND)): len(path.read_text().splitlines()) for path, _ in sources()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_the_floors_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    answer = subprocess.run(command, cwd=BACKEND, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="written on SQLite: the bounds of integers differ by engine")
def test_the_api_document_is_whole_and_fresh() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    document = BACKEND / "openapi.yaml"
    if document.exists():
        assert yaml.safe_load(document.read_text()) == yaml.safe_load(out.getvalue()), "run: make openapi"


def test_the_status_tables_are_drawn() -> None:
    call_command("draw_statuses", check=True)


def test_every_drawn_status_exists_and_every_target_too() -> None:
    for model in drawing.stateful_models():
        values = {str(value) for value, _ in model._meta.get_field("status").choices}
        targets = {str(target) for reachable in model.TRANSITIONS.values() for target in reachable}
        assert set(model.TRANSITIONS) == values, model
        assert targets <= values, model
        assert hasattr(model, "status_changes"), f"{model} has no history"
