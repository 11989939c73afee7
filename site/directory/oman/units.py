"""The ministry's departments, a directorate for each governorate, an office for each wilayat."""

from __future__ import annotations

from directory.oman.tables import Record, rows, wilayats

# As they stand after "بمحافظة", in the order the State lists them.
GOVERNORATES = {
    "muscat": ("مسقط", "Muscat"),
    "dhofar": ("ظفار", "Dhofar"),
    "musandam": ("مسندم", "Musandam"),
    "buraimi": ("البريمي", "Al Buraimi"),
    "dakhliyah": ("الداخلية", "Al Dakhiliyah"),
    "north_batinah": ("شمال الباطنة", "North Al Batinah"),
    "south_batinah": ("جنوب الباطنة", "South Al Batinah"),
    "north_sharqiyah": ("شمال الشرقية", "North Al Sharqiyah"),
    "south_sharqiyah": ("جنوب الشرقية", "South Al Sharqiyah"),
    "dhahirah": ("الظاهرة", "Al Dhahirah"),
    "wusta": ("الوسطى", "Al Wusta"),
}


def directorate_code(governorate: str) -> str:
    return f"directorate-{governorate.replace('_', '-')}"


def office_code(wilayat: str) -> str:
    return f"office-{wilayat}"


def departments() -> list[Record]:
    return [
        Record(
            code=row["code"],
            kind="department" if row["parent"] else "ministry",
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            parent=row["parent"],
        )
        for row in rows("departments")
    ]


def directorates() -> list[Record]:
    return [
        Record(
            code=directorate_code(governorate),
            kind="directorate",
            name_ar=f"المديرية العامة للتربية والتعليم بمحافظة {name_ar}",
            name_en=f"Directorate General of Education, {name_en} Governorate",
            parent="ministry",
            governorate=governorate,
        )
        for governorate, (name_ar, name_en) in GOVERNORATES.items()
    ]


def offices() -> list[Record]:
    return [
        Record(
            code=office_code(wilayat.key),
            kind="office",
            name_ar=f"مكتب التربية والتعليم بولاية {wilayat.name_ar}",
            name_en=f"Education Office, Wilayat of {wilayat.name_en}",
            parent=directorate_code(wilayat.governorate),
            governorate=wilayat.governorate,
            wilayat=wilayat.key,
        )
        for wilayat in wilayats()
    ]
