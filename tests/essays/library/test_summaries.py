from essays.library.importing.summaries import contents_summary
from essays.library.outline import LEFT_OUT, Block, Citation


def quoting(citation: Citation) -> Block:
    return Block("quotation", "“The gate is open.”", citation)


def test_a_citation_names_its_work_by_its_title_or_by_author_and_year():
    by_title, by_year = (
        Citation("The Weir", work="The Weir"),
        Citation("Doe, 1999", "Doe", None, "p. 3", "1999"),
    )
    assert contents_summary([quoting(by_title), quoting(by_year)]) == "2 quotations"


def test_a_citation_that_names_no_work_is_counted_so_that_somebody_may_set_it_right():
    assert contents_summary([quoting(Citation("ibid")), quoting(Citation("Doe", author="Doe"))]) == (
        "2 quotations, 2 citations that name no work, such as ‘ibid’"
    )


def test_what_is_left_out_counts_as_nothing_else():
    blocks = [Block(LEFT_OUT, "Menu", Citation("ibid")), Block("paragraph", "The gate was open.")]
    assert contents_summary(blocks) == "1 paragraph, 1 paragraph left out"
