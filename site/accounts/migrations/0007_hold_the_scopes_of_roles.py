from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_limit_roles_by_scope_and_time")]

    operations = [
        migrations.AddConstraint(
            "rolegrant",
            models.CheckConstraint(condition=~Q(role="administrator") | Q(scope_kind=""), name="no_limited_administrator"),
        ),
        migrations.AddConstraint(
            "rolegrant",
            models.CheckConstraint(
                condition=Q(scope_kind="", scope_code="") | (~Q(scope_kind="") & ~Q(scope_code="")),
                name="scope_in_two_codes",
            ),
        ),
    ]
