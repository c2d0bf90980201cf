"""Articles arrive as plain text, Markdown or HTML; lines keep the numbers they had."""

from peelcli.drafting.text import LONGEST, quoted_part, read_lines, split_sentences


def texts(raw: str) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in read_lines(raw)]


def sentences(raw: str) -> list[str]:
    return [
        s.text for place, line in enumerate(read_lines(raw)) for s in split_sentences(line, place, lambda small: {})
    ]


def test_blank_lines_go_and_numbers_stay() -> None:
    assert texts("one\n\n\ntwo\r\nthree") == [(1, "one"), (4, "two"), (5, "three")]


def test_mojibake_is_repaired() -> None:
    assert texts("His Majestyâ€™s Inspectorate â€“ a report") == [(1, "His Majesty’s Inspectorate – a report")]


def test_invisible_characters_are_dropped() -> None:
    assert texts("ade\u00adqu\u200bate\x00\ufeff") == [(1, "adequate")]


def test_the_plain_form_keeps_every_place() -> None:
    line = read_lines("“Good” – it’s ‘İstanbul’…")[0]
    assert line.plain == "\"Good\" - it's 'İstanbul'."
    assert len(line.plain) == len(line.text)


def test_bullets_are_taken_off() -> None:
    assert [text for _, text in texts("• one\n· two\n- three\n* four\n2.1 five\n(3) six")] == [
        "one", "two", "three", "four", "five", "six",
    ]  # fmt: skip


def test_a_bullet_alone_is_no_line() -> None:
    assert [line.plain for line in read_lines("- good\n-\n\n•\n\n- adequate")] == ["good", "adequate"]
    page = "<ul><li>- good</li><li>-</li></ul><p>adequate</p>"
    assert [line.plain for line in read_lines(page)] == ["good", "adequate"]


def test_markdown_loses_its_marks() -> None:
    raw = "# Heading\n\n> **Good** at [crime](https://example.org) ![map](m.png)\n\n---\n| a | b |\n|---|---|"
    assert texts(raw) == [(1, "Heading"), (3, "Good at crime"), (6, "a | b")]


def test_a_page_gives_its_text_by_blocks_with_line_numbers() -> None:
    raw = "<html><head><title>x</title></head>\n<body><nav>menu</nav>\n<p>One\ntwo</p>\n<script>no</script><p>&lsquo;3&rsquo;</p>"
    assert texts(raw + "</body></html>") == [(3, "One two"), (5, "‘3’")]


def test_cells_of_a_table_row_stand_apart() -> None:
    raw = "<html><table><tr><td>Preventing crime</td><td>Good</td></tr></table></p></html>"
    assert texts(raw) == [(1, "Preventing crime | Good")]


def test_lines_of_a_wrapped_text_are_joined_and_keep_their_numbers() -> None:
    row = "The force, one of the smallest in the whole country by its budget,\n"
    line = read_lines(row * 5 + "is good at preventing crime. It\nis adequate.\n\nEnd.")[0]
    found = list(split_sentences(line, 0, lambda small: {}))
    assert (found[-1].text, found[-1].line) == ("It is adequate.", 6)


def test_a_text_with_one_word_per_line_is_joined() -> None:
    words = ["The", "force", "is", "good."] * 200
    assert texts("\n".join(words) + "\n\nThe\nend.") == [(1, " ".join(words)), (802, "The end.")]


def test_empty_cells_keep_their_place_in_a_table() -> None:
    assert texts("<html><table><tr><td></td><td>Good</td></tr></table></p></p></html>") == [(1, "| Good")]


def test_sentences_end_at_full_stops_but_not_at_titles() -> None:
    assert sentences("Mr. Smith spoke. “He did.” Dr J. Jones too.") == [
        "Mr. Smith spoke.", "“He did.”", "Dr J. Jones too.",
    ]  # fmt: skip


def test_no_sentence_is_longer_than_the_limit() -> None:
    """Every later pattern works on one sentence, so this bound keeps hostile input linear."""
    assert max(len(s) for s in sentences("word " * 5000)) <= LONGEST
    assert max(len(s) for s in sentences("x" * 50_000)) <= LONGEST


def test_an_opening_mark_quotes_to_the_end_of_the_paragraph() -> None:
    line = read_lines("He said: “We will. We can.")[0]
    assert quoted_part(line).strip() == "We will. We can."


def test_straight_marks_quote_in_turns() -> None:
    line = read_lines('"One," he said. "Two."')[0]
    assert quoted_part(line).split() == ["One,", "Two."]


def test_what_readers_say_below_an_article_is_left_out() -> None:
    article = ["Kent Police was rated good.", "It was inspected.", "The chief is pleased.", "Nobody else is."]
    for heading in ("Comments", "COMMENTS (3)", "3 comments"):
        lines = read_lines("\n\n".join([*article, heading, "bob: There is nobody in the station!"]))
        assert [line.plain for line in lines] == article


def test_comments_above_an_article_are_a_link() -> None:
    assert len(read_lines("Kent Police\n\n3 comments\n\nIt was rated good.\n\nIt was inspected.")) == 4
