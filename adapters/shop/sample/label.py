"""The label of a return, drawn as a PDF: from whom, to whom, and the number as a barcode."""

from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bot.shop import Customer, Order, Return

_WIDTH, _HEIGHT = A6
_EDGE = 8 * mm
_WIDE = "HeiseiKakuGo-W5"
"""For names that Helvetica cannot write."""


def name_of(back: Return) -> str:
    """What the file is called."""
    return f"return-{back.tracking}.pdf"


def draw(back: Return, order: Order, customer: Customer) -> bytes:
    """The same label gives the same bytes, so it is kept once however often it is drawn."""
    out = BytesIO()
    page = Canvas(out, pagesize=A6, invariant=1, pageCompression=0)
    page.setTitle(f"Return label {back.tracking}")
    page.setAuthor("Larkspur & Pine")
    below = _lines(page, _HEIGHT - 14 * mm, (f"RETURN · {back.carrier}",), 13)
    below = _lines(page, below - 2 * mm, ("From", customer.name, *order.deliver_to.split(", ", 1)), 8)
    below = _lines(page, below - 2 * mm, ("To", "Larkspur & Pine, Returns", "Dock 3, 1 Orchard Way"), 10)
    bars = Code128(back.tracking, barHeight=22 * mm, barWidth=0.33 * mm, humanReadable=False)
    bars.drawOn(page, (_WIDTH - bars.width) / 2, below - 26 * mm)
    page.setFont("Courier-Bold", 13)
    page.drawCentredString(_WIDTH / 2, below - 31 * mm, back.tracking)
    inside = tuple(f"{line.quantity} x {_title(line.item, order)}" for line in back.lines)
    below = _lines(page, below - 40 * mm, (f"Order {order.number}", *inside[:8]), 7)
    _lines(page, below - 1 * mm, (f"Hand in by {back.last_day:%d %b %Y}. Sample shop: not a real label.",), 7)
    page.showPage()
    page.save()
    return out.getvalue()


def _lines(page: Canvas, top: float, lines: tuple[str, ...], size: float) -> float:
    """Lines below each other from `top` on; where the next would stand."""
    for line in lines:
        shown = line[:64]
        page.setFont(_font(shown), size)
        page.drawString(_EDGE, top, shown)
        top -= size * 1.35
    return top


def _font(text: str) -> str:
    """A standard font that has these letters."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        pdfmetrics.registerFont(UnicodeCIDFont(_WIDE))
        return _WIDE
    return "Helvetica"


def _title(item: str, order: Order) -> str:
    return next((one.title for one in order.items if one.id == item), item)
