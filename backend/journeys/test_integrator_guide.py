"""The guide for programs, run as it stands: its requests are made, its receivers check what we sign."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from standardwebhooks.webhooks import WebhookVerificationError

from strato.accounts.models import User
from strato.accounts.tests.factories import make_key
from strato.inventory import services as inventory
from strato.inventory.models import WHOLE
from strato.labs.models import Lab
from strato.orders.models import Order
from strato.orders.tests.factories import ShippingMethodFactory
from strato.payments.tests.rig import Rig
from strato.printing.models import PrintJob
from strato.printing.tests.factories import CUBE, equipped
from strato.store.tests.factories import variant
from strato.webhooks import signing

GUIDE = Path(settings.PROJECT) / "docs" / "guides" / "integrator.md"
SECRET = signing.new_secret()
BODY = json.dumps({"type": "order.paid", "data": {"name": "Zoë"}}, ensure_ascii=False)


def blocks(language: str) -> list[str]:
    """The examples in this language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE.read_text(), flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def program(
    live_server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, alice: User, lena: User, lab_north: Lab
) -> str:
    """A shop with a mug and a printer, a folder with a part, and the environment that the guide asks for."""
    mug = variant(lab=lab_north, amounts=(1850,))
    assert mug.item is not None
    inventory.receive(mug.item, 5 * WHOLE, by=lena)
    ShippingMethodFactory()
    equipped(lab_north)
    shutil.copy(CUBE, tmp_path / "part.stl")
    monkeypatch.chdir(tmp_path)
    key = make_key(alice, "catalog:read", "orders:read", "orders:write", "print_jobs:read", "print_jobs:write")
    monkeypatch.setenv("STRATO_URL", live_server.url)
    monkeypatch.setenv("STRATO_KEY", key)
    return key


@pytest.mark.django_db(transaction=True)
def test_the_python_of_the_guide_runs(program: str, alice: User, sandbox: Rig) -> None:
    told: dict[str, Any] = {}
    examples = blocks("python")
    assert len(examples) == 4
    for example in examples:
        exec(compile(example, str(GUIDE), "exec"), told)  # the guide is ours
    order, job = Order.objects.get(), PrintJob.objects.get()
    assert (order.customer, order.number) == (alice, told["order"]["number"])
    assert told["payment"]["url"].startswith("http")
    assert (job.customer, job.number) == (alice, told["job"]["number"])
    answer = told["strato"].get(os.environ["STRATO_URL"] + "/api/me/", timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (403, "closed_to_keys")
    with pytest.raises(RuntimeError, match="403 scope_missing"):
        told["ask"]("GET", "/api/printers/")


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.django_db(transaction=True)
def test_the_curl_of_the_guide_runs(program: str) -> None:
    request = next(block for block in blocks("bash") if block.startswith("curl"))
    said = subprocess.run(["bash", "-c", request], capture_output=True, text=True, check=True, timeout=60)
    assert [row["name"] for row in json.loads(said.stdout)["results"]] == ["Layer mug"]


def signed(body: str = BODY, secret: str = SECRET) -> dict[str, str]:
    return signing.headers_of("msg_1", timezone.now(), body, [signing.new_secret(), secret])


def test_the_python_receiver_knows_our_signature() -> None:
    told: dict[str, Any] = {}
    exec(compile(blocks("python")[-1], str(GUIDE), "exec"), told)
    assert told["verify"](BODY, signed(), SECRET)["data"] == {"name": "Zoë"}
    with pytest.raises(WebhookVerificationError):
        told["verify"](BODY + " ", signed(), SECRET)


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js")
@pytest.mark.parametrize(
    ("body", "secret", "changed", "expected"),
    [
        (BODY, SECRET, {}, "Zoë"),
        (BODY + " ", SECRET, {}, "forged"),
        (BODY, signing.new_secret(), {}, "forged"),
        (BODY, SECRET, {"webhook-timestamp": "1000000000"}, "too old"),
    ],
    ids=["ours", "another body", "another secret", "another time"],
)
def test_the_javascript_receiver_knows_our_signature(
    tmp_path: Path, body: str, secret: str, changed: dict[str, str], expected: str
) -> None:
    (example,) = blocks("js")
    (tmp_path / "guide.mjs").write_text(example)
    (tmp_path / "ask.mjs").write_text(
        "import { verify } from './guide.mjs';\nconst [body, headers, secret] = JSON.parse(process.argv[2]);\n"
        "try { console.log(verify(body, headers, secret).data.name) } catch (error) { console.log(error.message) }\n"
    )
    question = json.dumps([body, signed(secret=secret) | changed, SECRET])
    said = subprocess.run(["node", "ask.mjs", question], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == expected
