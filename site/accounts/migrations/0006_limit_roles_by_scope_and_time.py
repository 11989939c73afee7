from django.db import migrations, models
from django.utils import timezone


def keep_limits(apps, schema_editor):
    """Until now a limit was a unit's; on a role that is limited to none it meant nothing."""
    grants = apps.get_model("accounts", "RoleGrant").objects
    grants.exclude(role="ticket_officer").update(scope_code="")
    grants.exclude(scope_code="").update(scope_kind="unit")
    grants.filter(ends_at__lte=timezone.now()).update(is_closed=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_let_bodies_run_themselves")]

    operations = [
        migrations.RenameField("rolegrant", "unit_code", "scope_code"),
        migrations.AlterField(
            "rolegrant",
            "scope_code",
            models.CharField(blank=True, max_length=255, verbose_name="limited to the one with this code"),
        ),
        migrations.AddField(
            "rolegrant", "scope_kind", models.CharField(blank=True, max_length=20, verbose_name="limited to")
        ),
        migrations.AddField("rolegrant", "is_closed", models.BooleanField(default=False, editable=False)),
        migrations.AddField(
            "rolegrant", "warned_of", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.RunPython(keep_limits, migrations.RunPython.noop),
    ]
