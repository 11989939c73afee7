from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import timestamps
        from config.checks import no_demo_accounts, one_cache_for_all

        checks.register(no_demo_accounts, checks.Tags.database)
        checks.register(one_cache_for_all, checks.Tags.security, deploy=True)
        timestamps.begin()
