"""How the dashboards look from outside."""

from typing import Any

from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.labs.states import LabStatus
from strato.printing.api.job_shapes import PrintJobListSerializer
from strato.shopfloor.api.serializers import FailureShareSerializer
from strato.shopfloor.states import PrinterStatus


class DayCountSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    count = serializers.IntegerField()


class DayMoneySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    money = MoneyField()


class UserDashboardSerializer(serializers.Serializer[Any]):
    """A customer's printing at a glance."""

    jobs_by_status = serializers.DictField(child=serializers.IntegerField())
    open_jobs = serializers.IntegerField()
    questions = serializers.IntegerField(help_text="Jobs whose lab waits for my answer.")
    models = serializers.IntegerField()
    open_quotes = serializers.IntegerField()
    printed_mg = serializers.IntegerField(help_text="Material in completed jobs.")
    spent = serializers.ListField(child=MoneyField())
    recent_jobs = PrintJobListSerializer(many=True)


class FailuresSerializer(serializers.Serializer[Any]):
    finished = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    success_percent = serializers.IntegerField(allow_null=True)
    wasted_mg = serializers.IntegerField()
    lost_hours = serializers.FloatField()
    by_reason = FailureShareSerializer(many=True)
    by_printer = FailureShareSerializer(many=True)
    by_material = FailureShareSerializer(many=True)


class PrinterNowSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=PrinterStatus.choices)
    queue_minutes = serializers.IntegerField()


class DashboardLabSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()


class MakerDashboardSerializer(serializers.Serializer[Any]):
    """One lab at a glance."""

    lab = DashboardLabSerializer()
    days = serializers.IntegerField()
    jobs_by_status = serializers.DictField(child=serializers.IntegerField())
    open_jobs = serializers.IntegerField()
    late_jobs = serializers.IntegerField()
    due_in_two_days = serializers.IntegerField()
    completed = serializers.IntegerField()
    on_time_percent = serializers.IntegerField(allow_null=True)
    revenue = MoneyField()
    revenue_by_day = DayMoneySerializer(many=True)
    completed_by_day = DayCountSerializer(many=True)
    failures = FailuresSerializer()
    printers = PrinterNowSerializer(many=True)
    low_spools = serializers.IntegerField()
    review_jobs = PrintJobListSerializer(many=True, help_text="What waits for review, due first.")


class DayStepsSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    counts = serializers.DictField(child=serializers.IntegerField())


class LabRevenueSerializer(serializers.Serializer[Any]):
    lab = serializers.UUIDField()
    name = serializers.CharField()
    jobs = serializers.IntegerField()
    revenue = MoneyField()


class LabCountsSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=LabStatus.choices)
    count = serializers.IntegerField()


class AdminDashboardSerializer(serializers.Serializer[Any]):
    """The platform at a glance."""

    days = serializers.IntegerField()
    jobs_by_status = serializers.DictField(child=serializers.IntegerField())
    steps_by_day = DayStepsSerializer(many=True)
    revenue = serializers.ListField(child=MoneyField())
    revenue_by_lab = LabRevenueSerializer(many=True)
    models_by_day = DayCountSerializer(many=True)
    quotes = serializers.IntegerField()
    quotes_taken_percent = serializers.IntegerField(allow_null=True)
    users = serializers.IntegerField()
    new_users_by_day = DayCountSerializer(many=True)
    labs = LabCountsSerializer(many=True)
    failed_background_jobs = serializers.IntegerField()


class BestsellerSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    ref = serializers.UUIDField(help_text="The thing's own id; a product's variants count together")
    title = serializers.CharField(help_text="Its name of today")
    pieces = serializers.IntegerField()
    revenue = MoneyField()


class SourceRevenueSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text='Of the lines, or "shipping".')
    revenue = MoneyField()


class MoneyDashboardSerializer(serializers.Serializer[Any]):
    """What was sold: orders paid in the period, of one currency."""

    days = serializers.IntegerField()
    currency = serializers.CharField()
    currencies = serializers.ListField(child=serializers.CharField(), help_text="In which something was sold.")
    orders = serializers.IntegerField()
    revenue = MoneyField(help_text="Sum of the orders' totals.")
    average_basket = MoneyField(allow_null=True)
    refunded = MoneyField(help_text="Of these orders.")
    refund_percent = serializers.FloatField(allow_null=True, help_text="Of the revenue.")
    revenue_by_day = DayMoneySerializer(many=True)
    orders_by_status = serializers.DictField(
        child=serializers.IntegerField(), help_text="Of all orders made in the period, paid or not, in all currencies."
    )
    bestsellers = BestsellerSerializer(many=True)
    revenue_by_source = SourceRevenueSerializer(many=True, help_text="Adds up to the revenue.")
