"""The ministry and Oman as data: departments, governorates, wilayats, and schools with made-up names.

Departments, wilayats and villages are tables beside this module. The schools are generated from a seed that is
the wilayat's own key, so that adding one wilayat leaves the schools of the others as they were.
"""

from directory.oman.schools import schools
from directory.oman.tables import Record
from directory.oman.units import departments, directorates, offices

__all__ = ["Record", "units"]


def units() -> list[Record]:
    """Every unit, parents before their children."""
    return [*departments(), *directorates(), *offices(), *schools()]
