"""A line above the text that says only what the record says goes; one with a word of its own stays."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.metadata.dates import PostDate
from blogsieve.cleaners.steps import byline

PROSE = "Nobody had seen the old jetty since the storm of that year."


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("Ove Lund, 03.05.2021", PROSE), ["Ove Lund, 03.05.2021"]),
        (("12 // ove lund // mud", PROSE), ["12 // ove lund // mud"]),
        (("Shorelines — 3.5.", "mud, birds 7", PROSE), ["Shorelines — 3.5.", "mud, birds 7"]),
        (("Ove Lund", PROSE), []),
        (("1984", PROSE), []),
        (("Ove Lund saw 3 herons", PROSE), []),
        (("By: Ove Lund On: Tue 5 May 2020", PROSE), ["By: Ove Lund On: Tue 5 May 2020"]),
        (("By: Ove Lund On: Wed 6 May 2020", PROSE), []),
        (("Ove Lund drowned on 5 May 2020", PROSE), []),
        (("Ove Lund posted on 5 May 2020 12 views Notes", PROSE), ["Ove Lund posted on 5 May 2020 12 views Notes"]),
        (("Ove Lund posted on 6 May 2020 12 views Notes", PROSE), []),
        (("Ove Lund posted on 5 May 2020 that the mud was gone.", PROSE), []),
        (("5 May 2020 · Reading time: 3 minutes", PROSE), ["5 May 2020 · Reading time: 3 minutes"]),
        (("6 May 2020 · Reading time: 3 minutes", PROSE), []),
        (("5 May 2020", PROSE), []),
        ((PROSE, "Ove Lund, 03.05.2021"), []),
        (("Ove Lund 3",) * 4, ["Ove Lund 3"] * 3),
    ],
)
def test_lines_of_what_is_known_go(texts: tuple[str, ...], wanted: list[str]) -> None:
    document = document_of(page_of(lines(*texts)), author="Ove Lund", sitename="Shorelines", tags=("birds", "mud"))
    document.date = PostDate("2020-05-05")
    assert gone(byline, document) == [("meta/known", text) for text in wanted]
