"""Copies: one text printed twice is one voice; two texts that only look alike are two."""

import random
from dataclasses import replace

import pytest

from analyzer.copies import link_document_copies, link_statement_copies
from analyzer.copies.neighbours import find_neighbours
from analyzer.copies.wording import same_wording
from analyzer.language.fingerprints import letters
from analyzer.schema import Document, Section, Span, Statement
from analyzer.settings import CopySettings

BRIDGE = [
    "Mayor Ana Ruiz said the bridge over the Lind “went badly” wrong during the storm, and that it would stay shut.",
    "The port’s spokesman, Otto Lind, said 40 jobs were lost when the ferries stopped; “we hope for spring,” he added.",
    "Engineers from the capital arrived on Monday to look at the northern pier, which had moved by two inches.",
    "Fishermen who had waited for days at the market of the old town were told that they would be paid in June.",
    "“Nobody was hurt, and that is what counts,” the minister for transport told the council late on Tuesday.",
    "The repair will cost three million, according to a report that the council’s experts presented last week.",
]
FIRE = [
    "A fire in the hills above the town has burned for four days and has now reached the road to the airport.",
    "Crews from six districts were sent, the fire service said, and two more planes would arrive by the weekend.",
    "Residents were told to leave; a school in the valley took in those who had nowhere else to go for the night.",
    "The cause is not known, said the chief of the service, who asked people to stay away from the closed roads.",
]
BOILERPLATE = [
    "The region has seen three storms since autumn, more than in any other year since records began in the town.",
    "The council has asked the government for help, and the government has promised an answer before the summer.",
]
SETTINGS = CopySettings()


def document(name, paragraphs, *, kinds=None, posts=None, **more):
    text = "\n\n".join(paragraphs)
    sections, start = [], 0
    for place, paragraph in enumerate(paragraphs):
        kind = kinds[place] if kinds else "body"
        sections.append(Section(start, start + len(paragraph), kind, posts[place] if posts else None))
        start += len(paragraph) + 2
    return Document(f"d-{name}", f"{name}.txt", text, sections=tuple(sections), **more)


def damaged(paragraph):
    for old, new in [("“", ""), ("”", ""), ("’", ""), (" the ", " the?"), ("said ", "said?")]:
        paragraph = paragraph.replace(old, new, 1)
    return paragraph


def statement(name, owner, sentence, content=None, speaker="sp-1", kind="indirect", nth=0, **more):
    start = -1
    for _ in range(nth + 1):
        start = owner.text.index(sentence, start + 1)
    content = sentence if content is None else content
    begin = start + sentence.index(content)
    return Statement(
        id=name,
        document=owner.id,
        start=start,
        end=start + len(sentence),
        text=sentence,
        content=(Span(begin, begin + len(content)),),
        quoted=more.pop("quoted", ()),
        kind=kind,
        claim=content,
        speakers=(speaker,) if speaker else (),
        published=owner.published,
        **more,
    )


def link_documents(*documents):
    return {d.id: d.copy_of for d in link_document_copies(documents, SETTINGS)}


def link(statements, *documents):
    return {s.id: s.copy_of for s in link_statement_copies(statements, documents, SETTINGS)}


def test_a_shuffled_damaged_part_is_a_copy_whatever_its_date():
    whole = document("whole", BRIDGE, published="2023-03-04")
    part = document("part", [damaged(BRIDGE[place]) for place in (4, 1, 3)], published="2023-03-01")
    assert link_documents(part, whole) == {"d-whole": None, "d-part": "d-whole"}


def test_of_texts_that_contain_each_other_the_least_damaged_is_the_original():
    clean = document("z-clean", BRIDGE, published="2023-03-09")
    spoilt = document("a-spoilt", [damaged(paragraph) for paragraph in BRIDGE], published="2023-03-01")
    assert link_documents(spoilt, clean) == {"d-z-clean": None, "d-a-spoilt": "d-z-clean"}


def test_lost_quotation_marks_are_damage():
    clean = document("z", BRIDGE)
    stripped = document("a", [p.replace("“", "").replace("”", "") for p in BRIDGE])
    assert link_documents(stripped, clean)["d-a"] == "d-z"


def test_equal_texts_have_one_original_in_any_order():
    twins = [
        document(name, BRIDGE, published=date) for name, date in [("a", "2023-03-02"), ("b", "2023-03-01"), ("c", None)]
    ]
    expected = {"d-a": "d-b", "d-b": None, "d-c": "d-b"}
    assert link_documents(*twins) == link_documents(*reversed(twins)) == expected


def test_copies_of_copies_point_to_the_original():
    whole, part = document("whole", BRIDGE), document("part", BRIDGE[:5])
    small = document("small", [damaged(paragraph) for paragraph in BRIDGE[:3]])
    assert link_documents(small, part, whole) == {"d-whole": None, "d-part": "d-whole", "d-small": "d-whole"}


def test_articles_that_share_boilerplate_are_no_copies():
    one, two = document("one", FIRE + BOILERPLATE), document("two", BRIDGE[:3] + BOILERPLATE)
    assert set(link_documents(one, two).values()) == {None}


def test_furniture_does_not_make_a_copy():
    one = document("one", [FIRE[0], *BOILERPLATE], kinds=["body", "furniture", "furniture"])
    two = document("two", [BRIDGE[0], *BOILERPLATE], kinds=["body", "furniture", "furniture"])
    assert set(link_documents(one, two).values()) == {None}


@pytest.mark.parametrize("texts", [([], []), (["Yes."], ["No."]), (["?"], ["!"])])
def test_texts_with_next_to_nothing_in_them(texts):
    assert set(link_documents(*(document(str(n), text) for n, text in enumerate(texts))).values()) == {None}


def test_an_original_learns_its_date_from_its_copy():
    whole = document("whole", BRIDGE)
    part = document("part", BRIDGE[:3], published="2023-03-01", url="https://example.org/a", publisher="example")
    [found, _] = link_document_copies([whole, part], SETTINGS)
    assert (found.published, found.url, found.publisher) == ("2023-03-01", "https://example.org/a", "example")


def test_a_shared_paragraph_is_one_statement_the_earliest_first():
    late = document("a", [FIRE[0], BOILERPLATE[1]], published="2023-03-02")
    early = document("b", [BRIDGE[0], BOILERPLATE[1]], published="2023-03-01")
    found = [statement("late", late, BOILERPLATE[1]), statement("early", early, BOILERPLATE[1], speaker="sp-2")]
    assert link(found, late, early) == {"late": "early", "early": None}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "At least 40 people died in the fire above the old town",
            "At least 12 people died in the fire above the old town",
        ),
        (
            "The bridge will be open to lorries before the summer",
            "The bridge will not be open to lorries before the summer",
        ),
        ("Talks on the future of the northern port went on", "Talks on the future of the southern port went on"),
        (
            "The talks with the delegation of Peru were successful",
            "The talks with the delegation of Peru were unsuccessful",
        ),
        (
            "The minister will visit the mines in Chile next spring",
            "The minister will visit the mines in China next spring",
        ),
        (
            "He won't sign the budget that the council has drawn up",
            "He would sign the budget that the council has drawn up",
        ),
        ("Prices of bread and of milk will rise in the summer", "Prices of bread and of milk will fall in the summer"),
    ],
)
def test_nearly_equal_texts_that_say_different_things(one, two):
    left, right = document("l", [f"Ana Ruiz said: {one}."]), document("r", [f"As Ana Ruiz put it, {two}."])
    found = [statement("l", left, left.text, one), statement("r", right, right.text, two)]
    assert set(link(found, left, right).values()) == {None}
    assert not same_wording(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Talks with Mr. Özdemir about the port’s future went on",
            "Talks with Mr. ?zdemir about the ports future went on",
        ),
        (
            "The council of Port Lind met in the spring and summer",
            "The council of PortLind met in the springand summer",
        ),
        ("The organisation of the port was always the problem", "The organization of the port was always the problem"),
    ],
)
def test_damage_and_spelling_do_not_hide_a_copy(one, two):
    left, right = document("l", [f"Ana Ruiz said: {one}."]), document("r", [f"As Ana Ruiz put it, {two}."])
    found = [statement("l", left, left.text, one), statement("r", right, right.text, two)]
    assert link(found, left, right) == {"l": None, "r": "l"}


def test_the_same_words_of_another_speaker_are_no_copy():
    words = "the bridge is safe and will be open by the end of the month"
    left, right = document("l", [f"Ana Ruiz said {words}."]), document("r", [f"Later Jo Park said {words}."])
    found = [statement("l", left, left.text, words), statement("r", right, right.text, words, speaker="sp-2")]
    assert set(link(found, left, right).values()) == {None}


def test_a_few_equal_words_are_no_copy():
    left, right = (
        document("l", ["Ana Ruiz called it “very good” then."]),
        document("r", ["Ana Ruiz said “very good” of it."]),
    )
    found = [statement("l", left, left.text, "very good"), statement("r", right, right.text, "very good")]
    assert set(link(found, left, right).values()) == {None}


def test_narration_is_no_copy_of_what_somebody_says():
    words = "the bridge is safe and will be open by the end of the month"
    left, right = document("l", [f"Ana Ruiz said {words}."]), document("r", [f"And {words}."])
    found = [statement("l", left, left.text, words), statement("r", right, right.text, words, None, "narration")]
    assert set(link(found, left, right).values()) == {None}


def test_an_outer_and_inner_statement_of_one_sentence_stay_apart():
    sentence = "An official said that Ana Ruiz warned that the bridge was not safe for lorries or for trains."
    owner = document("d", [sentence])
    inner = "the bridge was not safe for lorries or for trains"
    found = [
        statement("outer", owner, sentence, f"Ana Ruiz warned that {inner}"),
        statement("inner", owner, sentence, inner, nested_in="outer"),
    ]
    assert set(link(found, owner).values()) == {None}


def test_statements_of_a_shared_sentence_are_linked_one_to_one():
    sentence = "An official said that Ana Ruiz warned that the bridge was not safe for lorries or for trains."
    inner = "the bridge was not safe for lorries or for trains"
    found, documents = [], [document("a", [sentence, FIRE[0]]), document("b", [sentence, FIRE[1]])]
    for owner in documents:
        found.append(statement(f"outer{owner.id}", owner, sentence, f"Ana Ruiz warned that {inner}"))
        found.append(statement(f"inner{owner.id}", owner, sentence, inner, nested_in=f"outer{owner.id}"))
    linked = link(found, *documents)
    assert linked == {"outerd-a": None, "innerd-a": None, "outerd-b": "outerd-a", "innerd-b": "innerd-a"}


HEADLINE = "Mayor says the bridge “went badly” wrong"


def headline_case(text, **more):
    owner = document("d", [text, BRIDGE[0], FIRE[0]], kinds=["headline", "body", "body"], posts=[1, 1, 1])
    body = statement("body", owner, BRIDGE[0], "the bridge over the Lind “went badly” wrong during the storm")
    return link([statement("head", owner, text, **more), body], owner)


def test_a_headline_that_restates_its_post_is_a_copy():
    assert headline_case(HEADLINE, content="the bridge “went badly” wrong") == {"head": "body", "body": None}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (HEADLINE, {"speaker": "sp-2"}),
        ("Mayor says the bridge went badly wrong 12 times", {}),
        ("Mayor says the bridge did not go badly wrong", {}),
        ("Mayor asks for a new tunnel below the river", {}),
    ],
    ids=["speaker", "number", "negation", "words"],
)
def test_a_headline_that_says_something_else_is_no_copy(text, more):
    assert set(headline_case(text, **more).values()) == {None}


def test_a_headline_of_another_post_is_no_copy():
    owner = document("d", [HEADLINE, BRIDGE[0]], kinds=["headline", "body"], posts=[1, 2])
    found = [statement("head", owner, HEADLINE), statement("body", owner, BRIDGE[0])]
    assert set(link(found, owner).values()) == {None}


def test_every_statement_of_a_copied_document_is_linked_to_its_sentence():
    whole = document("whole", BRIDGE)
    part = document("part", [damaged(BRIDGE[4]), damaged(BRIDGE[1])])
    documents = link_document_copies([whole, part], SETTINGS)
    found = [
        statement("jobs", whole, BRIDGE[1], "40 jobs were lost when the ferries stopped"),
        statement("hope", whole, BRIDGE[1], "we hope for spring"),
        statement("hurt", whole, BRIDGE[4], "Nobody was hurt, and that is what counts"),
        statement("jobs?", part, damaged(BRIDGE[1]), "40 jobs were lost when the?ferries stopped", "sp-8"),
        statement("hope?", part, damaged(BRIDGE[1]), "we hope for spring", "sp-9"),
        statement("hurt?", part, damaged(BRIDGE[4]), None, None, "narration"),
    ]
    linked = link(found, *documents)
    assert [linked[name] for name in ("jobs?", "hope?", "hurt?")] == ["jobs", "hope", "hurt"]
    assert [linked[name] for name in ("jobs", "hope", "hurt")] == [None, None, None]


def test_links_never_chain_and_do_not_depend_on_order():
    documents = [document(name, [BOILERPLATE[0], BRIDGE[n]]) for n, name in enumerate("abcd")]
    found = [statement(f"s{owner.id}", owner, BOILERPLATE[0]) for owner in documents]
    found.append(replace(statement("again", documents[0], BRIDGE[0]), published="2020-01-01"))
    linked = link(found, *documents)
    assert linked == link(found[::-1], *documents[::-1])
    assert set(linked.values()) == {None, "sd-a"}
    assert linked["sd-a"] is None


def test_nothing_in_nothing_out():
    assert link_document_copies([], SETTINGS) == ()
    assert link_statement_copies([], [], SETTINGS) == ()


def test_among_many_documents_every_partial_copy_is_found():
    words = [word for paragraph in BRIDGE + FIRE for word in paragraph.split()]
    wholes = [
        document(
            f"w{n:02}",
            [" ".join(words[(n * k * 7 + k) % len(words)] for k in range(20 * i, 20 * i + 20)) for i in range(6)],
        )
        for n in range(2, 32)
    ]
    parts = [document(f"p{whole.id[3:]}", whole.text.split("\n\n")[3:6]) for whole in wholes]
    linked = link_documents(*parts, *wholes)
    assert linked == {w.id: None for w in wholes} | {f"d-p{w.id[3:]}": w.id for w in wholes}


@pytest.fixture(scope="module")
def crowd():
    """Letters of sentences that share most of their words with others, and no sentence."""
    dice = random.Random(5)
    words = sorted({letters(word) for paragraph in BRIDGE + FIRE + BOILERPLATE for word in paragraph.split()})
    return ["".join(dice.choice(words) for _ in range(dice.randint(7, 20))) for _ in range(600)]


def misprinted(text, n_misprints):
    twin = list(text)
    for place in range(n_misprints):
        twin[(place + 1) * len(text) // (n_misprints + 1)] = "#"
    return "".join(twin) + "s"


@pytest.mark.parametrize("n_misprints", [0, 1, 2])
def test_a_text_is_found_among_many_by_its_misprinted_twin(crowd, n_misprints):
    twin_of = {text: misprinted(text, n_misprints) for text in crowd[:50]}
    found = find_neighbours([*crowd, *twin_of.values()])
    assert all(twin in found[text] and text in found[twin] for text, twin in twin_of.items())


def test_texts_have_few_neighbours_among_those_that_share_but_words(crowd):
    assert sum(map(len, find_neighbours(crowd).values())) < 0.01 * len(crowd) ** 2


def test_texts_too_short_to_have_a_run_have_no_neighbours():
    assert find_neighbours(["", "abc", "abd", "abcdefg"]) == {}


def test_a_text_that_stands_there_twice_is_no_neighbour_of_itself():
    assert find_neighbours(["theferryissafe", "theferryissafe"]) == {}
