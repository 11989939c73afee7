"""Pages of one's own account, and the administrators' screens."""

from accounts.views.factors import second_factor
from accounts.views.profile import profile
from accounts.views.sessions import sessions

__all__ = ["profile", "second_factor", "sessions"]
