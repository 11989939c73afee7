"""The steps of a decision, and the three clocks that run until it is taken."""

from contributions.models import Decision

CARRIED_OUT = frozenset({Decision.ADOPTED, Decision.ADAPTED, Decision.IN_IMPLEMENTATION})
STEPS = {
    "take_under_study": (frozenset({Decision.NONE, Decision.REFERRED}), Decision.UNDER_STUDY),
    "accept": (frozenset({Decision.UNDER_STUDY}), Decision.ADOPTED),
    "accept_partly": (frozenset({Decision.UNDER_STUDY}), Decision.ADAPTED),
    "note": (frozenset({Decision.UNDER_STUDY}), Decision.NOTED),
    "decline": (frozenset({Decision.UNDER_STUDY}), Decision.NOT_ADOPTED),
    "refer": (frozenset({Decision.NONE, Decision.UNDER_STUDY}), Decision.REFERRED),
    "start_implementation": (frozenset({Decision.ADOPTED, Decision.ADAPTED}), Decision.IN_IMPLEMENTATION),
    "implement": (CARRIED_OUT, Decision.IMPLEMENTED),
    "stop": (CARRIED_OUT, Decision.STOPPED),
}
FIRST_REPLY, FIRST_ANSWER, DECISION = "first_reply", "first_answer", "decision"
