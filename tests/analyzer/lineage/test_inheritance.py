import itertools
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from analyzer.lineage import inherit_ids

MEMBERS = range(12)


def content_id(members):
    return "g-" + sha256(" ".join(sorted(members)).encode()).hexdigest()[:12]


def named(parts):
    return {content_id(part): part for part in parts}


@st.composite
def partitions(draw):
    """Some members, put in groups."""
    present = draw(st.lists(st.sampled_from(MEMBERS), unique=True))
    group = {member: draw(st.integers(0, 4)) for member in present}
    parts = [tuple(f"st-{m}" for m in present if group[m] == number) for number in range(5)]
    return named(part for part in parts if part)


def applied(now, before):
    found = inherit_ids(now, before)
    return {found.id_of[id_]: members for id_, members in now.items()}


def test_the_larger_overlap_inherits():
    now = {"g-x": ("a", "b", "c"), "g-y": ("d",)}
    assert inherit_ids(now, {"g-old": ("a", "b", "c", "d")}).id_of == {"g-x": "g-old", "g-y": "g-y"}


def test_a_merge_names_all_that_became_one():
    found = inherit_ids({"g-x": ("a", "b", "c")}, {"g-2": ("a", "b"), "g-1": ("c",)})
    assert found.merges == (("g-2", ("g-1", "g-2")),)
    assert found.splits == ()


def test_a_split_names_all_that_one_became():
    found = inherit_ids({"g-x": ("a", "b"), "g-y": ("c", "new")}, {"g-1": ("a", "b", "c")})
    assert found.splits == (("g-1", ("g-1", "g-y")),)
    assert found.merges == ()


def test_one_member_that_moves_is_neither_merge_nor_split():
    before = {"g-1": ("a", "b", "c", "x"), "g-2": ("d", "e", "f")}
    found = inherit_ids({"g-p": ("a", "b", "c"), "g-q": ("d", "e", "f", "x")}, before)
    assert found.id_of == {"g-p": "g-1", "g-q": "g-2"}
    assert (found.merges, found.splits) == ((), ())


def test_less_than_half_of_the_smaller_inherits_nothing():
    before = {"g-1": ("a", "b", "c", "d", "e"), "g-2": ("f", "g", "h")}
    found = inherit_ids({"g-x": ("a", "f", "g", "h"), "g-y": ("b", "c", "d", "e")}, before)
    assert found.id_of == {"g-x": "g-2", "g-y": "g-1"}
    found = inherit_ids({"g-x": ("a", "f"), "g-y": ("b", "c", "d", "e"), "g-z": ("g", "h")}, before)
    assert found.id_of["g-x"] == "g-x"


def test_members_that_only_one_run_has_do_not_count_against_it():
    before = {"g-1": ("a", "gone-1", "gone-2", "gone-3")}
    assert inherit_ids({"g-x": ("a", "new-1", "new-2", "new-3")}, before).id_of == {"g-x": "g-1"}


def test_a_new_group_never_takes_an_id_that_meant_another():
    before = {content_id(("a", "b")): ("a", "b", "c", "d", "e")}
    found = inherit_ids(named([("a", "b"), ("c", "d", "e")]), before)
    assert found.id_of[content_id(("c", "d", "e"))] == content_id(("a", "b"))
    assert found.id_of[content_id(("a", "b"))] not in before


@given(partitions())
def test_the_same_groups_keep_their_ids(now):
    found = inherit_ids(now, now)
    assert found.id_of == {id_: id_ for id_ in now}
    assert (found.merges, found.splits) == ((), ())


@given(partitions())
def test_renamed_groups_get_their_names_back(now):
    before = {f"g-old{number}": members for number, (_, members) in enumerate(sorted(now.items()))}
    assert applied(now, before) == before


@given(partitions(), partitions())
def test_no_two_share_an_id_and_none_takes_that_of_one_it_has_nothing_of(now, before):
    found = inherit_ids(now, before)
    assert len(set(found.id_of.values())) == len(now)
    for own, id_ in found.id_of.items():
        assert id_ not in before or set(now[own]) & set(before[id_])


@given(partitions(), partitions(), st.randoms(use_true_random=False))
def test_order_does_not_matter(now, before, random):
    def shuffled(groups):
        items = [(id_, tuple(random.sample(members, len(members)))) for id_, members in groups.items()]
        return dict(random.sample(items, len(items)))

    assert inherit_ids(shuffled(now), shuffled(before)) == inherit_ids(now, before)


@given(st.lists(partitions(), min_size=2, max_size=6))
def test_along_a_chain_of_runs_ids_stay_unique_and_records_name_what_is_there(runs):
    before = runs[0]
    for now in runs[1:]:
        found = inherit_ids(now, before)
        after = {found.id_of[id_]: members for id_, members in now.items()}
        assert len(after) == len(now)
        for into, sources in found.merges:
            assert into in after
            assert len(sources) > 1
            assert set(sources) <= before.keys()
        for source, into in found.splits:
            assert source in before
            assert len(into) > 1
            assert set(into) <= after.keys()
        before = after


@given(partitions())
def test_joining_two_groups_is_one_merge_and_taking_them_apart_one_split(before):
    for one, other in itertools.combinations(sorted(before), 2):
        rest = {id_: members for id_, members in before.items() if id_ not in (one, other)}
        joined = {**rest, **named([before[one] + before[other]])}
        assert [sources for _, sources in inherit_ids(joined, before).merges] == [(one, other)]
        assert len(inherit_ids(before, joined).splits) == 1
