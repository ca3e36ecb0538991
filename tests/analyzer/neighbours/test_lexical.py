from analyzer.neighbours import lexical_pairs

FILLER = [f"the council met and the council voted on day {day}a" for day in range(60)]


def places(texts, **more):
    found = lexical_pairs(texts, **more)
    return list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))


def test_texts_that_share_a_rare_word_are_a_pair():
    texts = ["Talks with Okonjo failed", *FILLER, "Okonjo left the talks early"]
    assert places(texts, min_similarity=0.2) == [(0, 61)]


def test_words_that_many_have_make_no_pair():
    assert places(FILLER, min_similarity=0.0) == []


def test_case_does_not_matter():
    assert places(["OKONJO left", *FILLER, "okonjo stays"], min_similarity=0.1) == [(0, 61)]


def test_only_the_nearest_are_kept():
    texts = [f"okonjo spoke {number}x" for number in range(9)] + FILLER
    assert len(places(texts, min_similarity=0.1)) == 36
    assert len(places(texts, min_similarity=0.1, max_neighbors=2)) == 15


def test_a_word_in_too_many_texts_is_not_rare():
    texts = [f"okonjo spoke {number}x" for number in range(9)] + FILLER
    assert places(texts, min_similarity=0.1, max_occurrences=8) == []


def test_no_texts_and_empty_texts():
    assert places([]) == places([""]) == places(["", "", "a"]) == []
