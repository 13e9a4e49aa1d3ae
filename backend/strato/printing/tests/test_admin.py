"""Every table of printing can be looked up in the Django admin, and no status is changed there."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from strato.accounts.models import Role
from strato.accounts.tests.factories import UserFactory
from strato.printing import models
from strato.printing.models import Model3D, Offer, PrintJob, Quote
from strato.printing.services.jobs import ask_customer
from strato.printing.services.making import complete_print_job
from strato.printing.tests.factories import equipped, running_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(role=Role.ADMIN, is_superuser=True), settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def world(alice: Any, mona: Any, lab_north: Any) -> None:
    job = running_job(alice, mona, equipped(lab_north))
    ask_customer(job, by=mona, text="Which side up?")
    complete_print_job(job, by=mona)


REGISTERED = [model for model in admin.site._registry if model._meta.app_label == "printing"]


def test_every_table_that_stands_for_itself_is_registered() -> None:
    inline = {models.Model3DStatusChange, models.PrintJobStatusChange}
    tables = {model for model in vars(models).values() if getattr(model, "_meta", None) and not model._meta.abstract}
    own = {model for model in tables if model._meta.app_label == "printing"}
    assert own - set(REGISTERED) == inline


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_list_and_page_open(browser: Client, world: None, model: Any) -> None:
    name = f"admin:printing_{model._meta.model_name}"
    assert browser.get(reverse(f"{name}_changelist")).status_code == 200
    row = model._default_manager.first()
    assert row is not None
    assert browser.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_status_is_read_only(browser: Client, world: None) -> None:
    page = browser.get(reverse("admin:printing_printjob_change", args=[PrintJob.objects.get().pk])).content.decode()
    assert 'name="status"' not in page
    assert 'name="number"' not in page


@pytest.mark.parametrize(("model", "limit"), [(PrintJob, 12), (Model3D, 12), (Quote, 12), (Offer, 12)])
def test_lists_cost_the_same_at_any_length(
    browser: Client, world: None, django_assert_max_num_queries: Any, model: Any, limit: int
) -> None:
    with django_assert_max_num_queries(limit):
        browser.get(reverse(f"admin:printing_{model._meta.model_name}_changelist"))
