"""Which reports are copies, of which kind, and who took it from whom."""

from __future__ import annotations

from sayso.casefile.copies import alike, copies, trees
from sayso.casefile.wire import words
from sayso.incident import Taking
from tests.casefile.wires import APART, STORY, report, sentences


def folded(*reports):
    """Return the members of each tree by root and kind."""
    return {(found.root, found.kind): found.members for found in copies(reports)}


def test_the_same_words_are_a_copy_whatever_their_case_and_line_breaks():
    """Capitals, punctuation and line breaks make no other story."""
    shouted = STORY.upper().replace("\n", "  ").replace(",", "")
    assert {("first", "copy"): ("second",)} == folded(report(STORY, "first"), report(shouted, "second"))


def test_a_story_cut_from_the_end_is_a_wire_copy():
    """Two thirds left out leave the rest the wire's."""
    short = " ".join(sentences(STORY)[:4])
    assert {("wire", "wire"): ("cut",)} == folded(report(STORY, "wire"), report(short, "cut"))


def test_a_story_in_another_order_under_a_new_head_is_a_wire_copy():
    """What a desk moves about stays the wire's."""
    told = sentences(STORY)
    moved = " ".join(["Grief and blame have come to the harbour town.", *told[5:], *told[1:5]])
    assert {("wire", "wire"): ("moved",)} == folded(report(STORY, "wire"), report(moved, "moved"))


def test_a_story_with_a_word_in_five_changed_is_a_wire_copy():
    """Words put in one by one leave the others in their order."""
    told = STORY.split()
    reworded = " ".join(f"w{at}" if at % 5 == 0 else word for at, word in enumerate(told))
    assert {("wire", "wire"): ("reworded",)} == folded(report(STORY, "wire"), report(reworded, "reworded"))


def test_reports_on_one_event_that_were_written_apart_are_no_copies():
    """To tell of the same deaths in words of one's own is to be a source."""
    assert {} == folded(report(STORY, "wire"), report(APART, "apart"))


def test_one_quoted_sentence_makes_no_copy():
    """A sentence from a statement that both reports quote leaves them two sources."""
    quoted = sentences(STORY)[2]
    assert {} == folded(report(STORY, "wire"), report(f"{APART} {quoted}", "apart"))


def test_a_line_is_no_story():
    """Too few words to tell a story are too few to have been taken from one."""
    line = "Shells struck the fish market of Ostreva on Tuesday."
    assert {} == folded(report(line, "one"), report(f"{line} Eleven died.", "two"))


def test_the_earlier_report_is_the_root():
    """Days of publication decide, not the order in which reports came into the case."""
    late = report(STORY, "late", published="2023-04-06")
    early = report(STORY.replace("asleep", "at rest"), "early", published="2023-04-05")
    assert {("early", "wire"): ("late",)} == folded(late, early)


def test_the_agency_s_own_report_is_the_root_among_those_of_its_day():
    """Who writes for others comes before those who print it."""
    printed = report(STORY, "printed", outlet="The Ostreva Dispatch", published="2023-04-05")
    wired = report(STORY, "wired", outlet="Reuters", published="2023-04-05")
    assert {("wired", "copy"): ("printed",)} == folded(printed, wired)


def test_a_copy_hangs_from_the_report_that_it_is_most_like():
    """The tree says who took it from whom, not only that all have it from the root."""
    told = sentences(STORY)
    desk = " ".join([*told[:3], "The ferry company has stopped selling tickets until further notice.", *told[4:7]])
    sister = desk.replace("until further notice", "for now")
    found = copies([report(STORY, "wire"), report(desk, "desk"), report(sister, "sister")])
    assert [("desk", "wire"), ("sister", "desk")] == [(t.report, t.source) for c in found for t in c.taken]
    assert ["wire"] == [c.root for c in found]


def test_the_credit_of_a_copy_is_where_it_names_the_agency():
    """A taking shows the words that own up to it."""
    found = copies([report(STORY, "wire"), report(STORY, "copy")])
    assert "Reuters" == found[0].taken[0].credit.text


def test_adding_a_report_that_is_no_copy_changes_nothing():
    """What is folded does not depend on what else the case holds."""
    pair = [report(STORY, "wire"), report(" ".join(sentences(STORY)[:5]), "cut")]
    assert copies(pair) == copies([*pair, report(APART, "apart")])


def test_a_kind_is_as_far_from_the_root_as_its_farthest_step():
    """A copy of a rewrite is a rewrite of the root."""
    steps = [Taking(report="b", source="a", kind="rewrite"), Taking(report="c", source="b", kind="copy", likeness=1.0)]
    assert [("a", "rewrite", ("b", "c"))] == [(c.root, c.kind, c.members) for c in trees(steps)]


def test_likeness_is_the_same_from_both_sides():
    """Who is compared with whom does not matter."""
    one, other = words(STORY), words(" ".join(sentences(STORY)[2:]))
    assert alike(one, other) == alike(other, one) is not None


def test_nothing_is_folded_in_an_empty_case():
    """No reports, no copies."""
    assert () == copies([])


def test_a_report_that_comes_twice_is_no_copy_of_itself():
    """Of reports with one id the first counts, whatever the other says."""
    assert () == copies([report(STORY, "one"), report(STORY.replace("asleep", "at rest"), "one")])
