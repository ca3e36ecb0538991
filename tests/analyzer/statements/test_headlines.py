import pytest

from analyzer.schema import Section


@pytest.mark.parametrize(
    ("text", "mention", "cue", "content", "kind"),
    [
        ("Road is open, minister says", "minister", "says", "Road is open", "indirect"),
        ("Minister says road is open", "Minister", "says", "road is open", "indirect"),
        ("Minister calls road “a disgrace”", "Minister", "calls", "road “a disgrace”", "mixed"),
        ("Minister calls road ‘a disgrace’", "Minister", "calls", "road ‘a disgrace’", "mixed"),
        ("Road ‘a disgrace’, drivers warn", "drivers", "warn", "Road ‘a disgrace’", "mixed"),
        ("Minister Warns Bridge May Fall", "Minister", "Warns", "Bridge May Fall", "indirect"),
        ("Union to strike, says leader", "leader", "says", "Union to strike", "indirect"),
        ("Ruiz urges calm after fire", "Ruiz", "urges", "calm after fire", "indirect"),
        ("Norland denies moving troops", "Norland", "denies", "moving troops", "indirect"),
        ("Minister: road is open", "Minister", None, "road is open", "indirect"),
        ("Minister Ana Ruiz: road is open", "Minister Ana Ruiz", None, "road is open", "indirect"),
        ("Ruiz: “The road is open”", "Ruiz", None, "The road is open", "direct"),
        ("Police: 3 dead in fire", "Police", None, "3 dead in fire", "indirect"),
        ("Road will be closed: minister", "minister", None, "Road will be closed", "indirect"),
    ],
)
def test_headlines(said, text, mention, cue, content, kind):
    assert said(text, kind="headline") == [(mention, cue, content, kind)]


def test_a_headline_that_quotes_without_a_speaker_has_the_speaker_of_its_report(extract, document):
    head, body = "Road ‘a disgrace’ to the town", "Ana Ruiz said the road was ‘a disgrace’ to everybody."
    sections = (Section(0, len(head), "headline", 1), Section(len(head) + 2, len(head) + 2 + len(body), "body", 1))
    statements = extract(document(f"{head}\n\n{body}", sections=sections)).statements
    assert [one.start for one in statements] == [0, len(head) + 2]
    assert statements[0].speakers == statements[1].speakers != ()


def test_a_headline_takes_no_speaker_from_another_post(extract, document):
    head, body = "Road ‘a disgrace’ to the town", "Ana Ruiz said the road was ‘a disgrace’ to everybody."
    sections = (Section(0, len(head), "headline", 1), Section(len(head) + 2, len(head) + 2 + len(body), "body", 2))
    statements = extract(document(f"{head}\n\n{body}", sections=sections)).statements
    assert [one.start for one in statements] == [len(head) + 2]
