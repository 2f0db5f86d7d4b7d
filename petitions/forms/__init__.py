"""The shape of what is entered about petitions. Authority is asked in `rules`, never here."""

from petitions.forms.finding import LONGEST_SEARCH, PetitionFilter, SearchForm
from petitions.forms.grading import DeclassificationForm, DecliningForm, GradingForm
from petitions.forms.handling import ClosingForm, HandingOverForm, HandlingForm, NoteForm, RecusalForm, ReopeningForm, RevealForm, WallForm
from petitions.forms.registering import CorrectionForm, RegistrationForm

__all__ = [
    "LONGEST_SEARCH",
    "ClosingForm",
    "CorrectionForm",
    "DeclassificationForm",
    "DecliningForm",
    "GradingForm",
    "HandingOverForm",
    "HandlingForm",
    "NoteForm",
    "PetitionFilter",
    "RecusalForm",
    "RegistrationForm",
    "ReopeningForm",
    "RevealForm",
    "SearchForm",
    "WallForm",
]
