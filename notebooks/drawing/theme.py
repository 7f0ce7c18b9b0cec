"""How every chart of the notebooks looks: letters, lines, and colours that colour-blind people can tell apart."""

from typing import Any

import altair as alt

Shown = Any
"""A chart of whichever kind: altair's own types are wider than what comes out."""

INK, SOFT, LINE, FAINT = "#1f2a28", "#55625f", "#c9cfcc", "#eceae4"
BRAND = "#0d5550"

COLOURS = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288"),
    *("#882255", "#117733", "#999933", "#aa4499", "#44aa99", "#661100", "#6d6d6d"),
)
"""For carers and the like: Okabe and Ito (2008), then the muted scheme of Tol (2021)."""

LIGHT = ("#cc79a7", "#e69f00", "#56b4e9", "#999933", "#44aa99", "#009e73")
"""Those of them on which letters are dark."""

BEFORE, AFTER = "#0072b2", "#d55e00"
"""Of two plans, or two versions of anything: blue and vermilion, which differ in lightness too."""

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'


@alt.theme.register("ronda", enable=True)
def ronda() -> alt.theme.ThemeConfig:
    """The look, as altair asks for it."""
    return {
        "background": "white",
        "usermeta": {"embedOptions": {"renderer": "svg", "actions": False}},  # sharp, and letters are letters
        "padding": 6,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "range": {"category": list(COLOURS)},
            "title": {
                "fontSize": 15, "fontWeight": 600, "anchor": "start", "color": INK, "offset": 10,
                "subtitleFontSize": 12, "subtitleColor": SOFT, "subtitlePadding": 4,
            },
            "axis": {
                "labelFontSize": 12, "labelColor": INK, "titleFontSize": 12, "titleFontWeight": "normal",
                "titleColor": SOFT, "gridColor": FAINT, "domainColor": LINE, "tickColor": LINE,
            },
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titleColor": SOFT},
            "header": {"labelFontSize": 13, "labelFontWeight": 600, "titleFontSize": 12},
            "text": {"font": FONT, "fontSize": 12, "color": INK},
        },
    }  # fmt: skip
