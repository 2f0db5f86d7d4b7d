"""Why a file is not taken, in words that say what to do. Each stands for one file; the others come through."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Problem:
    """`code` goes into the trail, `sentence` onto the page; neither holds anything of the file."""

    code: str
    sentence: object

    def __str__(self) -> str:
        return str(self.sentence)


EMPTY = Problem("EMPTY", _("The file is empty. Check that it opens on your computer, then choose it again."))
UNKNOWN_KIND = Problem(
    "UNKNOWN_KIND",
    _("Files of this kind are not taken. Taken are PDF, OFD, pictures, Word, WPS, Excel, PowerPoint, plain text, sound and film."),
)
ARCHIVE = Problem("ARCHIVE", _("Packed files are not taken. Unpack it and attach the files in it one by one."))
WRONG_CONTENT = Problem(
    "WRONG_CONTENT", _("The content is not what the name's ending says. Open the file in its own program, save it anew and attach that.")
)
DAMAGED = Problem("DAMAGED", _("The document is damaged. Open it in its own program, save it anew and attach that."))
MACROS = Problem("MACROS", _("The document holds macros, which are not taken. Save it without macros, or as PDF."))
LOCKED = Problem("LOCKED", _("The document is protected by a password. Save it without one and attach that."))
ALREADY = Problem("ALREADY", _("This file is attached already; it was not attached again."))
TOO_LARGE = Problem("TOO_LARGE", _("The file is larger than is taken. Split it, or register it as a carrier of its own."))
TOO_MANY = Problem("TOO_MANY", _("The petition has as many attachments as are taken. Put several pages into one PDF."))
NO_ROOM = Problem("NO_ROOM", _("The server has no room left; the file was not kept. Tell the system administrator, then try again."))

PROBLEMS = (EMPTY, UNKNOWN_KIND, ARCHIVE, WRONG_CONTENT, DAMAGED, MACROS, LOCKED, ALREADY, TOO_LARGE, TOO_MANY, NO_ROOM)
