"""Where passages go in texts of other scripts, and of other ways to write the same."""

import pytest

from essays.margin.anchoring.tokens import PARAGRAPH, SENTENCE, Vocabulary
from tests.anchoring.test_edits import placed, words_at

CHINESE = (
    "罢工从工厂里开始，当时没有人问过他们。到了傍晚，消息已经传到桥上。没有委员会号召，也没有谁能够阻止。\n\n"
    "党是从报纸上知道这件事的。领导人在那一周开了两次会，什么也没有决定。"
)
THAI = "การนัดหยุดงานเริ่มขึ้นในโรงงาน ไม่มีใครถูกถามเลย\n\nพรรครู้เรื่องนี้จากหนังสือพิมพ์ ผู้นำประชุมกันสองครั้งในสัปดาห์นั้น"


@pytest.mark.parametrize(
    ("old", "before", "after", "words", "then"),
    [
        (CHINESE, "两次会", "三次会", "在那一周开了两次会", "在那一周开了三次会"),
        (CHINESE, "领导人", "它的领导人", "在那一周", "在那一周"),
        (CHINESE, "没有委员会号召，也没有谁能够阻止。", "", "传到桥上", "传到桥上"),
        (CHINESE, "桥上。没有", "桥上。\n\n没有", "没有委员会号召", "没有委员会号召"),
        (THAI, "สองครั้ง", "สามครั้ง", "ผู้นำประชุมกันสองครั้งในสัปดาห์นั้น", "ผู้นำประชุมกันสามครั้งในสัปดาห์นั้น"),
        (THAI, "ไม่มีใครถูกถามเลย", "", "หนังสือพิมพ์", "หนังสือพิมพ์"),
    ],
)
def test_where_no_spaces_part_words_a_passage_is_found_all_the_same(old, before, after, words, then):
    new = old.replace(before, after)
    assert words_at(new, placed(new, words, old)) == then


def test_a_deleted_sentence_is_gone_without_spaces_too():
    sentence = "到了傍晚，消息已经传到桥上。"
    new = CHINESE.replace(sentence, "")
    assert placed(new, sentence, CHINESE).state == "gone"
    assert placed(new, "消息", CHINESE).state == "gone"
    assert words_at(new, placed(new, "当时没有人问过他们。", CHINESE)) == "当时没有人问过他们。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("re\u0301volte\u0301", "révolté"),
        ("Silben\u00adtrennung", "Silbentrennung"),
        ("_word_", "_WORD_"),
        ("\uff21\uff22\uff11", "ab1"),
        ("ﬁnal", "final"),
        ("❤\ufe0f", "❤"),
    ],
    ids=["accents apart", "soft hyphen", "case", "wide letters", "ligature", "form of an emoji"],
)
def test_a_word_is_the_same_however_it_is_written(one, other):
    vocabulary = Vocabulary()
    assert vocabulary.read(one).codes == vocabulary.read(other).codes


@pytest.mark.parametrize("word", ["हिन्दी", "مُحَمَّد", "naïve", "snake_case", "ปั"])
def test_accents_and_vowel_signs_are_part_of_their_word(word):
    assert len(Vocabulary().read(word)) == 1


def test_markup_is_no_part_of_a_word():
    vocabulary = Vocabulary()
    plain, marked = vocabulary.read("quite plain"), vocabulary.read("_quite plain_")
    assert plain.codes == marked.codes[1:-1]


def test_a_sentence_ends_without_a_space_where_nobody_writes_one():
    breaks = Vocabulary().read("他走了。“好！”她说。").breaks
    assert list(breaks) == [PARAGRAPH, 0, 0, 0, SENTENCE, 0, 0, 0, SENTENCE, 0, 0, PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One is enough.\nTwo are more.\nThree.", 3),  # as the program joins the paragraphs of a section
        ("Heading\nOne is enough.\nTwo are more.", 3),
        ("One is\nenough.\n\nTwo are\nmore.", 2),
        ("# Heading\nOne is\nenough.\n\n- a\n- b", 4),
        ("One is enough, but two\nare more, and three are\ntoo many", 1),
    ],
)
def test_a_line_is_a_paragraph_where_lines_are_not_wrapped(text, paragraphs):
    assert list(Vocabulary().read(text).breaks[:-1]).count(PARAGRAPH) == paragraphs
