from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def frame(request: HttpRequest) -> dict[str, object]:
    """What every page's frame shows: the ministry, the language and whether this is a demonstration."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    arabic = language.startswith("ar")
    return {
        "ministry_name": settings.MINISTRY_NAME_AR if arabic else settings.MINISTRY_NAME_EN,
        "is_demo": settings.DEMO,
        "is_arabic": arabic,
        "other_language": "en" if arabic else "ar",
    }
