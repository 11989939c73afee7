"""Every setting of the product, each module by its noun. The environment is read here and nowhere else, through `env`.

`docs/configuration.md` has one line for each variable; `tests/config/test_settings.py` holds it complete.
"""

from config.settings.applications import *
from config.settings.data import *
from config.settings.ground import *
from config.settings.limits import *
from config.settings.people import *
from config.settings.periods import *
from config.settings.safety import *
from config.settings.sending import *
