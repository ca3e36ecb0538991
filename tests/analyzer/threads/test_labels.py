import pytest

from analyzer.schema import Group, Span, Speaker, Statement
from analyzer.threads import label_threads

BRIDGE = [
    "Ana Ruiz opened the bridge in Peru.",
    "The bridge cost too much, and Ruiz knew.",
    "Peruvian engineers inspected the bridge twice.",
]
SCHOOL = ["The school needs new teachers.", "Teachers left the school.", "Parents want a bigger school."]
SPEAKERS = (Speaker("sp-1", "Ana Ruiz", ("Ana Ruiz",), "person"),)


def statement(name, claim, **more):
    return Statement(name, "d-1", 0, 9, claim, (Span(0, 9),), (), "indirect", claim, **more)


def labelled(*threads, speakers=SPEAKERS, copies=()):
    statements, groups = [], []
    for t, claims in enumerate(threads):
        for c, claim in enumerate(claims):
            name = f"st-{t}-{c}"
            statements.append(statement(name, claim, copy_of="st-0-0" if claim in copies else None))
            groups.append(Group(f"g-{t}-{c}", f"t-{t}", claim, (name,), name, 1.0, 1))
    return label_threads(groups, statements, speakers)


def test_names_and_nouns_that_claims_share_make_the_label():
    bridge, school = labelled(BRIDGE, SCHOOL)
    assert (bridge.label, school.label) == ("Peru, Ruiz: bridge", "school, teachers")


def test_words_are_shown_as_written_never_stemmed():
    (thread,) = labelled(["The talks about ferries failed.", "The ferries need talks.", "Talks on ferries go on."])
    assert set(thread.label.split(", ")) == {"talks", "ferries"}


def test_larger_threads_come_first():
    assert [t.id for t in labelled(SCHOOL[:1], BRIDGE)] == ["t-1", "t-0"]


def test_threads_of_one_size_come_by_label():
    assert [t.label for t in labelled(["Zebras sleep."], ["Apes sleep."])] == ["Apes sleep.", "Zebras sleep."]


@pytest.mark.parametrize("claims", [["Rain fell."], ["Rain fell.", "Nobody came."]])
def test_without_shared_terms_the_first_group_names_the_thread(claims):
    (thread,) = labelled(claims)
    assert thread.label == sorted(claims)[0]


def test_a_long_claim_is_cut_at_a_space():
    (thread,) = labelled(["The committee " + "really " * 30 + "met."])
    assert len(thread.label) <= 80
    assert thread.label.endswith("really…")


def test_copies_do_not_count():
    (thread,) = labelled(["The dam broke.", "The dam is broken."], copies={"The dam is broken."})
    assert thread.label == "The dam broke."


@pytest.mark.parametrize("claim", ["", "   ", "!!! ???", "\x00\x1b[31m", "x" * 5000])
def test_hostile_claims_still_give_a_short_label(claim):
    (thread,) = labelled([claim, claim])
    assert len(thread.label) <= 80


def test_order_of_groups_does_not_matter():
    statements = [statement(f"st-{n}", claim) for n, claim in enumerate([*BRIDGE, *SCHOOL])]
    groups = [Group(f"g-{s.id}", f"t-{n // 3}", s.claim, (s.id,), s.id, 1.0, 1) for n, s in enumerate(statements)]
    assert label_threads(groups, statements, SPEAKERS) == label_threads(groups[::-1], statements[::-1], SPEAKERS)


def test_every_group_is_in_its_thread():
    threads = labelled(BRIDGE, SCHOOL)
    assert {t.id: set(t.groups) for t in threads} == {
        "t-0": {"g-0-0", "g-0-1", "g-0-2"},
        "t-1": {"g-1-0", "g-1-1", "g-1-2"},
    }
