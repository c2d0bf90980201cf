"""The values of report files: dates and web addresses."""

from __future__ import annotations

import pytest

from peelcli.loading.fields import is_date, is_web_address


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-14", "2024-02-29", "2000-02-29", "0001", "9999-12-31"])
def test_a_date_is_a_year_a_month_or_a_day(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-02-29", "1900-02-29", "2024-04-31", "2024-13", "2024-00", "2024-05-00", "0000"),
        *(
            "2024-5-1",
            "24",
            "20240514",
            "2024-W20",
            "2024-W20-2",
            "2024-05-14T10:00",
            "14/05/2024",
            "2024-05-14 ",
            "",
            "２０２４",
        ),
    ],
)
def test_a_day_that_does_not_exist_or_another_spelling_is_not_a_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/1", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("https://", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("www.example.org", False),
        ("https://example.org/a b", False),
        ('https://example.org/"onclick="', False),
        ("https://example.org/<script>", False),
    ],
)
def test_a_web_address_is_http_or_https_and_nothing_else(url: str, is_one: bool) -> None:
    assert is_web_address(url) is is_one
