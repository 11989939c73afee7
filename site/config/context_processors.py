from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.languages import current_language, other_language
from config.navigation import Item, office_items, public_items, works_in_admin


def frame(request: HttpRequest) -> dict[str, object]:
    """What every page's frame shows: the ministry, the language, the way about and whether this is a demonstration."""
    language = current_language()
    arabic = language == "ar"
    in_office = request.path.startswith(f"/{language}/office/")
    theme = request.COOKIES.get("theme", "")
    return {
        "ministry_name": settings.MINISTRY_NAME_AR if arabic else settings.MINISTRY_NAME_EN,
        "is_demo": settings.DEMO,
        "is_guarded": settings.GUARDED,
        "is_arabic": arabic,
        "page_language": language,
        "page_direction": "rtl" if arabic else "ltr",
        "other_language": other_language(),
        "in_office": in_office,
        "theme": theme if theme in {"light", "dark"} else "",
        "site_url": settings.SITE_URL.rstrip("/"),
        "navigation": _later(lambda: office_items(request) if in_office else public_items(request)),
        "office_navigation": _later(lambda: office_items(request)),
        "works_in_admin": _later(lambda: works_in_admin(request)),
    }


def _later(items: Callable[[], list[Item] | bool]) -> SimpleLazyObject:
    """Roles are asked of the database only by a page that shows them."""
    return SimpleLazyObject(items)
