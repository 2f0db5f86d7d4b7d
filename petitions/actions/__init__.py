"""The verbs of petitions, and the only writes."""

from petitions.actions.correction import Correction, edit
from petitions.actions.destroying import mark_destroyed
from petitions.actions.grading import decide_grading, declassify, decline_grading, propose_declassification, propose_grading
from petitions.actions.handling import add_note, assign, close, hand_over, reopen
from petitions.actions.linking import link_repeat, unlink_repeat
from petitions.actions.once import once, token_of
from petitions.actions.registration import Registration, register, register_many
from petitions.actions.revealing import remember_reveal
from petitions.actions.searching import open_ticket, terms_of
from petitions.actions.walls import lift_wall, raise_wall
from petitions.actions.withdrawing import withdraw

__all__ = [
    "Correction",
    "Registration",
    "add_note",
    "assign",
    "close",
    "decide_grading",
    "declassify",
    "decline_grading",
    "edit",
    "hand_over",
    "lift_wall",
    "link_repeat",
    "mark_destroyed",
    "once",
    "open_ticket",
    "propose_declassification",
    "propose_grading",
    "raise_wall",
    "register",
    "register_many",
    "remember_reveal",
    "reopen",
    "terms_of",
    "token_of",
    "unlink_repeat",
    "withdraw",
]
