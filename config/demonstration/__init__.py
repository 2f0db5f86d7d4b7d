"""A believable house to try the product in; only on a loopback address, only where nobody is yet."""

from config.demonstration.organisation import accounts

__all__ = ["accounts"]
