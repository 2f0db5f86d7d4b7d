"""A proposal as a line of a list."""

from personnel.proposals.kinds import kind_of
from personnel.proposals.models import Proposal, State

TONES = {State.PROPOSED: "waiting", State.CONFIRMED: "good", State.REFUSED: "bad", State.WITHDRAWN: "done"}


def row(proposal: Proposal) -> dict:
    """Its kind in words, whom or what it is about, and the colour of its state."""
    about = proposal.person or proposal.values.get("name", "")
    return {"proposal": proposal, "label": kind_of(proposal).label, "about": about, "tone": TONES[State(proposal.state)]}
