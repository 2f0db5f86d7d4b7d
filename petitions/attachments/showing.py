"""How an attachment is shown and sent: pages as marked pictures, the rest only for the disk. Basis: THREATS T09, T35, T53."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from personnel.models import Person
from personnel.staying import still_open
from petitions.attachments import kinds, ranges, rules
from petitions.attachments.kinds import SHOWN
from petitions.attachments.querysets import open_attachment
from petitions.attachments.watermark import stamped
from petitions.models import Attachment, RenderedPage, Rendering
from vault import files
from vault.models import SealedFile


def viewer(found: Attachment, person: Person, asked: str, *, on: date) -> dict:
    """One page of it, its neighbours, and what stands in the way of more."""
    made = found.rendered.count()
    number = page_asked_for(asked, made)
    rendering = getattr(found, "rendering", None)
    return {
        "found": found,
        "petition": found.petition,
        "mark": found.petition.mark,
        "reader": person,
        "number": number,
        "made": made,
        "pages": [(place, _page_url(found, place)) for place in range(1, made + 1)],
        "before": _page_url(found, number - 1) if number > 1 else "",
        "after": _page_url(found, number + 1) if number < made else "",
        "picture": reverse("petitions:attachment_page", args=[found.pk, number]) if made else "",
        "sentence": _sentence(found, rendering),
        "is_waiting": rendering is not None and rendering.state == Rendering.State.WAITING,
        "may_download": not any(rules.obstacles_to_downloading(found, person, on=on)),
    }


def page_asked_for(asked: str, made: int) -> int:
    """Whatever stands in the address, a page there is; the first where it is no number."""
    if not (asked.isascii() and asked.isdigit() and made):
        return 1
    return min(max(int(asked[-9:]), 1), made) if len(asked.lstrip("0")) < 10 else made


def _page_url(found: Attachment, number: int) -> str:
    return f"{reverse('petitions:attachment', args=[found.pk])}?page={number}"


def _sentence(found: Attachment, rendering: Rendering | None) -> str:
    """Why not all of it can be seen here; empty where it can."""
    if rendering is None or found.kind not in SHOWN or rendering.state == Rendering.State.READY:
        return ""
    return rendering.get_state_display()


def picture(rendered: RenderedPage, found: Attachment, *people: Person) -> HttpResponse:
    """The page with whoever looks at it and the minute in its pixels."""
    with files.reading(SealedFile.objects.get(pk=rendered.file)) as reader:
        content = reader.read()
    when, names = timezone.localtime(), "  ".join(f"{person} {person.username}" for person in people)
    words = f"{found.petition.number}  {names}  {when:%Y-%m-%d %H:%M}"
    response = HttpResponse(stamped(content, words), content_type="image/jpeg")
    response.sandboxed = True  # type: ignore[attr-defined]  # read by config.headers
    return response


def download(request: HttpRequest, found: Attachment) -> HttpResponseBase:
    """The file as it came, with the mark before its name; the whole, or the part with which a broken download goes on."""
    row = SealedFile.objects.get(pk=found.file)
    try:
        part = ranges.asked_for(request.headers.get("Range", ""), row.size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{row.size}"})
    start, stop = part or (0, row.size)
    still = still_open(request, partial(_downloads, found.pk))
    content = files.streaming(row, start=start, stop=stop, still=still)
    response = StreamingHttpResponse(content, status=206 if part else 200, content_type=kinds.media_type_of(found.name))
    response.headers["Content-Length"] = str(stop - start)
    response.headers["Content-Disposition"] = content_disposition_header(True, _marked_name(found))
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would write what it buffers to its disk
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{row.size}"
    response.sandboxed = True  # type: ignore[attr-defined]  # read by config.headers
    return response


def is_beyond(request: HttpRequest, found: Attachment) -> bool:
    """Whether a part is asked for that the file does not have: then nothing leaves."""
    try:
        ranges.asked_for(request.headers.get("Range", ""), found.size)
    except ValueError:
        return True
    return False


def _marked_name(found: Attachment) -> str:
    """The mark goes with the file wherever it is kept. Basis: REQUIREMENTS G4."""
    mark = found.petition.mark.text
    return f"【{mark}】{found.name}" if mark else found.name


def _downloads(attachment_id: UUID, person: Person) -> bool:
    """Whether the file would come for this person now."""
    today = timezone.localdate()
    found = open_attachment(person, attachment_id, on=today)
    return found is not None and not found.is_removed and not any(rules.obstacles_to_downloading(found, person, on=today))
