"""Rows that the database itself protects. A room says so from its `AppConfig.ready()`:

    triggers.freeze("policies.PolicyVersion")        # no UPDATE, no DELETE
    triggers.keep("contributions.Discussion")        # no DELETE
    triggers.keep("contributions.Contribution", changing=["moderation"])  # nor an UPDATE of anything else
    triggers.keep_table("django_comments")           # the same for a table that is not ours
    triggers.refuse(table=…, name=…, when=…, because=…)

Every `migrate` ends by installing what is absent (SQLite drops a table's triggers when it alters a column), and
`manage.py check --database default` fails while one is. Whoever tries gets `django.db.IntegrityError`.
"""

from .installing import absent, install, lifted
from .registry import Guard, freeze, guards, keep, keep_table, refuse

__all__ = ["Guard", "absent", "freeze", "guards", "install", "keep", "keep_table", "lifted", "refuse"]
