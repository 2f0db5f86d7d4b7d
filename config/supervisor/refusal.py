"""Why the supervisor cannot go on, in a sentence."""


class Refusal(Exception):
    """Ends the supervisor with exit status 1 and this sentence."""
