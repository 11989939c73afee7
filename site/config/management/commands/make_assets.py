from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from django.conf import settings
from django.core.management.base import BaseCommand

from config.assets import WEIGHTS, cut_font, join_sheets


class Command(BaseCommand):
    help = "Makes the style sheet and the fonts that pages load, from sources that are in the repository and on PyPI."

    def handle(self, **options: object) -> None:
        styles, fonts = settings.ASSETS / "css", settings.ASSETS / "fonts"
        for folder in (styles, fonts):
            folder.mkdir(parents=True, exist_ok=True)
        sheet = join_sheets(settings.ROOT / "site" / "static" / "css")
        (styles / "site.css").write_text(sheet, encoding="utf-8")
        self.stdout.write(f"site.css: {len(sheet.encode()):,} bytes")
        files = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
        for weight, name in WEIGHTS.items():
            target = fonts / f"plex-{weight}.woff2"
            # The source is pinned: a font that was cut stays right until this recipe changes.
            if not target.exists() or target.stat().st_mtime < _age_of_recipe():
                cut_font(files / name, target)
            self.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes")


def _age_of_recipe() -> float:
    return (Path(__file__).parents[2] / "assets.py").stat().st_mtime
