from typing import Any

from django.core.management.base import BaseCommand

from contributions.actions import recount
from contributions.models import Discussion


class Command(BaseCommand):
    help = "Count the published comments of every discussion anew. Changes nothing where the tallies are right."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = sum(recount(discussion) for discussion in Discussion.objects.values_list("pk", flat=True))
        self.stdout.write(f"{wrong} discussion{'' if wrong == 1 else 's'} counted wrongly before")
