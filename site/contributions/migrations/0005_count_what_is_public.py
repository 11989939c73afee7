from django.db import migrations


def count(apps, schema_editor):
    Comment = apps.get_model("contributions", "Comment")
    Discussion = apps.get_model("contributions", "Discussion")
    counted = {}
    rows = Comment.objects.filter(contribution__moderation="published").order_by("pk")
    for discussion, contribution, stance, level in rows.values_list(
        "discussion", "contribution", "stance", "level"
    ).iterator():
        row = counted.setdefault(discussion, {"comment_count": 0, "in_favour": 0, "neutral": 0, "against": 0})
        row["comment_count"] += 1
        if stance:
            row["in_favour" if stance == "for" else stance] += 1
        if level == 0:
            row["newest"] = contribution
    for discussion, row in counted.items():
        Discussion.objects.filter(pk=discussion).update(**row)


class Migration(migrations.Migration):
    dependencies = [("contributions", "0004_keep_tallies")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop, elidable=True)]
