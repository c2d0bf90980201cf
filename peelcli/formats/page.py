"""The frame of an HTML page: head, style and footer, without scripts or external resources."""

from __future__ import annotations

from html import escape

from peelcli import DATA_DATE
from peelcli.formats import palette

OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_STYLE = """\
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#595959;--line:#c4c4c4;--link:#0b57b0}
@media(prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#ececec;--soft:#b8b8b8;--line:#4a4d52;--link:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1rem;background:var(--paper);color:var(--ink);\
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.3rem}h3,caption{font-size:1.1rem}h1,h2,h3{margin:1.5em 0 .4em}
a{color:var(--link)}p,ul,ol{max-width:46rem}.lead{font-size:1.1rem}.soft,footer{color:var(--soft)}
article+article{margin-top:3rem;border-top:2px solid var(--line)}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}
.scroll{overflow-x:auto;margin:1.5rem 0}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:bold;padding:.3rem 0}caption h1{margin:.5em 0;\
position:sticky;left:0;width:fit-content;max-width:calc(100vw - 2rem)}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line)}tbody th{font-weight:600}
.number{text-align:right}.short{white-space:nowrap}.details{font-weight:normal;color:var(--soft)}
.grade{padding:.1rem .5rem;border-radius:.2rem;white-space:nowrap}
table .grade{border-radius:0;border:1px solid var(--paper);vertical-align:middle}
.strip,.bar{display:block}
.grid{font-size:.85rem}.grid .grade{white-space:normal;min-width:5.2rem;line-height:1.25}
.grid th,.grid td{padding:.25rem .35rem;vertical-align:middle}
.grid tbody th{min-width:7rem;position:sticky;left:0;background:var(--paper)}
li:target{outline:2px solid var(--link)}
footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.9rem}
@media(max-width:40rem){table .grade{white-space:normal}th,td{padding:.35rem}}
@media(min-width:40rem){tbody th{min-width:10.5rem}.grid tbody th{min-width:7rem}}
@media(min-width:60rem){.grid{font-size:.7rem}.grid .grade{min-width:5.5em}}
@media print{
@page{size:A4;margin:14mm}
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#999;--link:#000}
body{max-width:none;padding:0;font-size:10pt}
.grade,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scroll{overflow:visible;margin:.8rem 0}tr,li{break-inside:avoid}h1,h2,h3,caption{break-after:avoid}
th,td{padding:.15rem .4rem}.grid{font-size:6.5pt}.grid th,.grid td{padding:.1rem}.grid .grade{min-width:0}
.grid tbody th{min-width:0}article+article{break-before:page;border:0;margin:0}
}
"""


def head(title: str) -> str:
    """Return the page up to its content."""
    fills = "".join(
        f".{grade.value}{{background:{colour};color:{palette.INK}}}" for grade, colour in palette.FILLS.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{fills}\n</style>\n"
        "</head>\n<body>\n<main>\n"
    )


def foot() -> str:
    """Return the page from the end of its content."""
    return (
        f"</main>\n<footer><p>Made with peel from its data of {DATA_DATE}. Contains public sector information licensed"
        f' under the <a href="{OPEN_GOVERNMENT}">Open Government Licence v3.0</a>.</p></footer>\n</body>\n</html>\n'
    )
