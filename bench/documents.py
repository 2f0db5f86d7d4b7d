"""Documents: a borrow slip as the page hands it out, and a listing of 200 rows as the report's annexes are set."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from approvals.sheets.parts import Document, Listing
from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from bench import house, synthetic
from bench.figures import Figure, median_ms, plain
from bench.side import timed
from bench.sides import both
from custody.actions import apply_to_borrow
from custody.models import BorrowSlip, Carrier
from petitions.models import Petition

ROWS, ROUNDS = 200, 12


def measure() -> list[Figure]:
    side = both()[0]
    slip, report = side.ask("documents.slip"), side.ask("documents.report")
    note = f"whole response of its address; the first of a process takes {1000 * slip[0]:.0f} ms"
    return [
        plain("borrow slip as PDF", median_ms(slip[1:]), 150, unit="ms", note=note),
        plain(f"listing of {ROWS} rows as PDF", median_ms(report[1:]), 300, unit="ms"),
    ]


def slip() -> list[float]:
    """Seconds of each response, the first among them."""
    found = BorrowSlip.objects.first() or _ask_to_borrow()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(house.house().chen, settings.AUTHENTICATION_BACKENDS[0])
    address = reverse("custody:borrow_pdf", args=[found.pk])
    return [timed(lambda: _demand_pdf(client.get(address).getvalue())) for _ in range(ROUNDS)]


def _ask_to_borrow() -> BorrowSlip:
    petition = Petition.objects.filter(record__level="important", status="in_hand").select_related("record")[0]
    carriers = list(Carrier.objects.filter(record=petition.record))
    return apply_to_borrow(petition.record, carriers=carriers, purpose="核对外包结算付款。", days=3, by=house.house().chen, on=house.TODAY)


def report() -> list[float]:
    """Seconds of each typesetting, the first among them."""
    rows = [[case.number, case.subject, case.day.isoformat(), "已登记", "信访办"] for case in synthetic.cases(ROWS)]
    listing = Listing(["编号", "事由", "日期", "状态", "单位"], rows, widths=[1, 3, 1, 1, 1])
    document = Document(kind="自查报告", title="保密工作自查报告", number="ZC-2026-Q4-01", mark="阶段性", colour="", parts=[listing])
    stamp = Stamp(reader="李登记 li", address="http://127.0.0.1/")
    return [timed(lambda: _demand_pdf(typeset(document, stamp))) for _ in range(ROUNDS)]


def _demand_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF"):
        raise RuntimeError("this is no PDF")
