from typing import Any

from django.core.management.base import BaseCommand

from home.actions import lay_out_site


class Command(BaseCommand):
    help = "Makes the home page, the lists of policies and consultations, and the rows an installation begins with."

    def handle(self, *args: Any, **options: Any) -> None:
        home = lay_out_site()
        self.stdout.write(f"The site begins at «{home.title}». What was there before is as it was.")
