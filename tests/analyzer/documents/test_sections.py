"""Sections: what is reporting, what is a headline, a caption, furniture; and which post it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.documents.sections import find_sections
from analyzer.language.repair import mask

FULL = "The mayor of the town said on Monday that the bridge over the river would open again."


def sections_of(text, **more):
    return [(s.kind, s.post, text[s.start : s.end]) for s in find_sections(text, mask(text), **more)]


def kinds_of(*blocks, **more):
    return [kind for kind, _, _ in sections_of("\n\n".join(blocks), **more)]


LIVE = "\n\n".join(
    [
        "Storm batters the coast",
        "Where things stand",
        "Our live coverage has ended. Read more about the storm here.",
        "12 Posts",
        "Mayor says bridge will open “within days”",
        "Mayor Ana Ruiz speaks during a briefing at the town hall in Port Lind on March 3.",
        "Mayor Ana Ruiz said the bridge would open within days.",
        "“We are nearly done,” she told reporters.",
        "Jo Park contributed reporting to this post.",
        "Fishermen stay ashore as waves rise on the northern coast?",
        "Fishermen?on the northern coast stayed ashore on Sunday.?",
        "What does it mean for prices?",
        "Fish was sold out by noon, the port said.",
        "You can read more here.",
        "Power is back in most villages after two nights",
        "The grid operator said power was back in nine of ten villages.",
        "Related article Power cut darkens the coast",
        "Learn more",
        "Storm nears the coast as schools close",
        "What we know about the storm",
    ]
)


def test_a_live_blog_is_split_into_posts():
    found = sections_of(LIVE)
    assert [(kind, post) for kind, post, _ in found] == [
        ("headline", None),
        ("furniture", None),
        ("headline", 1),
        ("caption", 1),
        ("body", 1),
        ("furniture", 1),
        ("headline", 2),
        ("body", 2),
        ("headline", 2),
        ("body", 2),
        ("furniture", 2),
        ("headline", 3),
        ("body", 3),
        ("furniture", 3),
    ]


def test_posts_have_titles_without_damage():
    text = LIVE
    titles = {s.post: s.title for s in find_sections(text, mask(text))}
    assert titles[2] == "Fishermen stay ashore as waves rise on the northern coast"
    assert titles[None] is None


def test_many_long_headlines_make_a_live_blog_without_saying_so():
    blocks = [x for n in range(6) for x in (f"Council number {n} agrees on a new budget for schools", FULL, FULL)]
    assert [post for _, post, _ in sections_of("\n\n".join(blocks))][::2] == [1, 2, 3, 4, 5, 6]


def test_short_headings_in_an_article_are_no_posts():
    found = sections_of("\n\n".join(["Bridge opens", FULL, "The cost", FULL, "Next steps", FULL, "Old plans", FULL]))
    assert {post for _, post, _ in found} == {None}
    assert [kind for kind, _, _ in found] == ["headline", "body"] * 4


def test_a_plain_text_is_all_body():
    assert kinds_of(FULL, FULL) == ["body"]


def test_lines_are_paragraphs_where_nothing_wraps():
    text = "\n".join([FULL, "“I agree,” she said.", FULL])
    assert sections_of(text) == [("body", None, text)]


def test_wrapped_lines_are_one_paragraph():
    text = "Bridge opens\n\nThe mayor said on Monday that\nthe bridge would open again\nbefore the end of May."
    assert sections_of(text)[1:] == [("body", None, text[14:])]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz and Jo Park",
        "From Ana Ruiz in Port Lind",
        "The Agency contributed reporting.",
        "Ana Ruiz in Port Lind contributed to this report.",
        "Additional reporting by Jo Park",
        "Read the full story below:",
        "You can read more here.",
        "Sign up for our newsletter",
        "March 3: What you need to know today",
        "Here's what we know so far",
        "Updated 2 hours ago",
        "5:04 p.m. ET, March 3, 2023",
        "© 2023 The Lind Post",
        "https://example.org/story",
        "***",
        "Advertisement",
        "3 min read",
    ],
)
def test_furniture_between_paragraphs(line):
    assert kinds_of(FULL, line, FULL) == ["body", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By noon the water had reached the market.",
        "From the harbour she walked to the town hall.",
        "“Read the full story,” he told them.",
        "She contributed 40 euros to the fund.",
        "He shared the report with the council.",
        "Video footage showed trucks near the dam.",
        "Live ammunition was found, police said.",
    ],
)
def test_reporting_that_looks_like_furniture(line):
    assert kinds_of(FULL, line, FULL) == ["body"]


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Ana Ruiz attends a hearing in Port Lind, on March 3.",
        "Fire crews carry out inspections of the old station amid the floods on March 3.",
        "View of pipes and pumps at the waterworks in Port Lind in early March.",
        "Jo Park, the minister for ports, photographed during a meeting in Port Lind, on March 3.",
        "Mayor Ana Ruiz (L) and minister Jo Park (R) open the bridge.",
        "A row of trucks moves along a road near Port Lind on Friday, March 3",
        "The new bridge (Photo by Jo Park / Agency)",
        "Mayor Ana Ruiz speaks during a briefing.",
    ],
)
def test_captions_below_a_headline(caption):
    assert kinds_of("Bridge opens again after two years", caption, FULL) == ["headline", "caption", "body"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ana Ruiz told reporters in Port Lind that the bridge is safe.",
        "The council agreed a new budget in Port Lind on March 3.",
        "Mayor Ana Ruiz will attend a hearing in Port Lind on March 3.",
        "Mayor Ana Ruiz says she speaks for the town at every meeting.",
        "Trains were late on Friday, March 3.",
        "“We meet during the fair,” says the mayor.",
    ],
)
def test_first_sentences_that_are_no_captions(sentence):
    assert kinds_of("Bridge opens again after two years", sentence, FULL) == ["headline", "body"]


def test_a_scene_amid_the_reporting_is_no_caption():
    assert kinds_of(FULL, "Mayor Ana Ruiz attends a hearing in Port Lind on March 3.", FULL) == ["body"]


def test_a_headline_after_related_links_begins_the_next_post():
    text = LIVE.replace("You can read more here.", "Related articles\n\nWaves damage the old pier near the port")
    assert [(k, p) for k, p, _ in sections_of(text)][-5:-2] == [("body", 2), ("furniture", 2), ("headline", 3)]


def test_a_text_without_full_stops_is_not_taken_for_headlines():
    blocks = ["The mayor said the bridge would open", "She did not say when", "Nobody asked", "It rained", "He left"]
    assert kinds_of(*blocks) == ["headline", "body"]


MARKDOWN = """# Bridge *opens* again

![The bridge](bridge.jpg)

The mayor said the bridge was safe.

> “It is safe,” she said.

## The cost

- [Old story](https://example.org/a)
- [Older story](https://example.org/b)

```
code that says nothing
```

It cost 3 million, the town said.

[1]: https://example.org/c
"""


def test_markdown_parts():
    assert [(kind, text[:16]) for kind, _, text in sections_of(MARKDOWN, markup=True)] == [
        ("headline", "# Bridge *opens*"),
        ("furniture", "![The bridge](br"),
        ("body", "The mayor said t"),
        ("headline", "## The cost"),
        ("furniture", "- [Old story](ht"),
        ("body", "It cost 3 millio"),
        ("furniture", "[1]: https://exa"),
    ]


def test_markdown_underlined_heading():
    text = "Bridge opens\n============\n\nThe mayor said the bridge was safe.\n"
    assert [kind for kind, _, _ in sections_of(text, markup=True)] == ["headline", "furniture", "body"]


@given(st.text(alphabet=st.sampled_from('aBc. \n?"“”#>-`[]()!\r\u200b\u00a0:1')), st.booleans())
def test_sections_cover_every_character_in_order(text, markup):
    sections = find_sections(text, mask(text), markup=markup)
    if not sections:
        assert not mask(text).strip()
        return
    edges = [edge for s in sections for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    covered = set().union(*(range(s.start, s.end) for s in sections))
    assert [place for place, char in enumerate(text) if not char.isspace() and place not in covered] == []
