import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[4]
MAKE_PERSON = (
    "from strato.accounts.models import User; User.objects.create_user('{name}@example.org', 'correct horse battery')"
)
LIST_PEOPLE = (
    "from strato.accounts.models import User; print(*User.objects.order_by('email').values_list('email', flat=True))"
)


def manage(var: Path, *arguments: str) -> str:
    environment = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "STRATO_TEST_DB"}
    } | {"STRATO_VAR": str(var), "STRATO_DEMO": "0"}
    command = [sys.executable, str(PROJECT / "backend" / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def script(var: Path, name: str, *arguments: str, force: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "STRATO_TEST_DB"}
    }
    environment |= {"STRATO_VAR": str(var), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"} | (
        {"FORCE": "1"} if force else {}
    )
    return subprocess.run(
        [str(PROJECT / "scripts" / name), *arguments], env=environment, capture_output=True, text=True
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A database with one person and one file."""
    manage(tmp_path / "var", "migrate", "--verbosity", "0")
    manage(tmp_path / "var", "shell", "--verbosity", "0", "-c", MAKE_PERSON.format(name="alice"))
    (tmp_path / "var" / "media").mkdir()
    (tmp_path / "var" / "media" / "cube.stl").write_text("solid")
    return tmp_path / "var"


def test_a_backup_brings_rows_and_files_back(house: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    assert script(house, "backup.sh", str(saved)).returncode == 0
    manage(house, "shell", "--verbosity", "0", "-c", MAKE_PERSON.format(name="bob"))
    shutil.rmtree(house / "media")
    assert "people in it" in script(house, "restore.sh", str(saved)).stderr
    restored = script(house, "restore.sh", str(saved), force=True)
    assert restored.returncode == 0, restored.stderr
    assert manage(house, "shell", "--verbosity", "0", "-c", LIST_PEOPLE).split() == ["alice@example.org"]
    assert (house / "media" / "cube.stl").read_text() == "solid"


def test_a_damaged_backup_is_refused(house: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    script(house, "backup.sh", str(saved))
    with (saved / "rows.sqlite3").open("r+b") as rows:
        rows.seek(100)
        rows.write(b"\0" * 50)
    assert script(house, "restore.sh", str(saved), force=True).returncode != 0
