"""Chains from documents back to speakers, and what they add up to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from citing import LEXICON, RAID, reported
from graph.citations import (
    StepKind,
    archive_of,
    chain_sentence,
    chains_of,
    origin_report,
    origin_sentence,
)
from graph.model import Stance
from making import claim, ref, reference, report


def told(one, *others):
    """Each chain of `one` as its kinds and the names of its steps."""
    archive = archive_of((one, *others), LEXICON)
    return [
        [(step.kind.value, step.ref.label) for step in chain.steps if step.kind is not StepKind.CLAIM]
        for chain in chains_of(one, archive)
    ]


def labels(refs):
    return [one.label for one in refs]


def test_a_chain_goes_from_the_document_over_its_relays_to_the_speaker_and_his_body():
    one = claim(
        "c/1",
        RAID,
        "a/officials",
        on_behalf_of="a/north",
        relayed_from=["a/petrov", "a/wire"],
        unnamed=True,
    )
    assert told(one) == [
        [
            ("document", "The paper"),
            ("outlet", "Paper"),
            ("outlet", "WIRE"),
            ("speaker", "PETROV"),
            ("speaker", "OFFICIALS"),
            ("body", "NORTH"),
        ]
    ]
    [chain] = chains_of(one, archive_of([one], LEXICON))
    assert [step.unnamed for step in chain.steps] == [False, False, False, False, True, False]
    assert chain_sentence(chain) == "The paper (Paper) <- WIRE <- PETROV <- OFFICIALS (for NORTH)"


def test_an_outlet_in_its_own_voice_is_told_once():
    assert told(report("c/1", RAID, "a/post")) == [[("document", "Text of c/1"), ("outlet", "POST")]]


def test_a_relay_from_a_claim_goes_on_with_the_document_of_that_claim():
    first = replace(report("c/1", RAID, "a/wire"), claimant=ref("a/hale"), on_behalf_of=ref("a/office"))
    second = report("c/2", RAID, "a/post", ["c/1"])
    assert told(second, first) == [
        [
            ("document", "Text of c/2"),
            ("outlet", "POST"),
            ("document", "Text of c/1"),
            ("outlet", "WIRE"),
            ("speaker", "HALE"),
            ("body", "OFFICE"),
        ]
    ]


def test_a_relay_within_one_document_names_the_document_once():
    first = claim("c/1", RAID, "a/hale", relayed_from=["a/office"])
    second = claim("c/2", RAID, "a/office", relayed_from=["c/1"])
    assert told(second, first) == [
        [("document", "The paper"), ("outlet", "Paper"), ("speaker", "OFFICE"), ("speaker", "HALE")]
    ]


def test_one_speaker_in_two_documents_is_told_where_the_chain_ends():
    spokesman = {"claimant": ref("a/hale"), "on_behalf_of": ref("a/office")}
    first = replace(report("c/1", RAID, "a/wire"), **spokesman)
    second = replace(report("c/2", RAID, "a/post", ["c/1"]), **spokesman)
    [chain] = chains_of(second, archive_of([first, second], LEXICON))
    assert chain_sentence(chain) == "Text of c/2 (POST) <- Text of c/1 (WIRE) <- HALE (for OFFICE)"


def test_a_claim_taken_from_two_others_has_two_chains():
    others = [replace(report(f"c/{n}", RAID, "a/wire"), claimant=ref(f"a/{n}")) for n in ("hale", "petrov")]
    both = report("c/3", RAID, "a/post", ["c/hale", "c/petrov"])
    archive = archive_of([both, *others], LEXICON)
    assert [chain.steps[-1].ref.iri for chain in chains_of(both, archive)] == ["a/hale", "a/petrov"]


def test_a_claim_that_is_missing_ends_the_chain_and_is_told():
    one = claim("c/1", RAID, "a/hale", relayed_from=["c/gone"])
    [chain] = chains_of(one, archive_of([one], LEXICON))
    last = chain.steps[-1]
    assert (last.kind, last.ref.iri, last.missing) == (StepKind.CLAIM, "c/gone", True)
    assert chain_sentence(chain) == "The paper (Paper) <- HALE <- a claim that is not known here"
    assert labels(reported(one).origins) == ["HALE"]


def test_a_circle_is_told_until_it_closes():
    post, wire = report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])
    [chain] = chains_of(post, archive_of([post, wire], LEXICON))
    assert chain.circular
    assert chain_sentence(chain) == "Text of c/1 (POST) <- Text of c/2 (WIRE) <- back to Text of c/1 (POST)"


def test_a_circle_counts_as_one_origin_and_names_who_is_on_it():
    post, wire = report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])
    made = reported(wire, post)
    assert labels(made.origins) == ["POST"]
    [circle] = made.circles
    assert ([one.iri for one in circle.claims], labels(circle.parties)) == (["c/1", "c/2"], ["POST", "WIRE"])
    assert origin_sentence(made) == (
        "2 documents, 2 outlets and 1 origin; in a circle: POST cites WIRE, which cites POST"
    )


def test_a_circle_within_one_document_names_the_speakers():
    circle = [
        claim("c/1", RAID, "a/hale", relayed_from=["c/2"]),
        claim("c/2", RAID, "a/petrov", relayed_from=["c/1"]),
    ]
    [found] = reported(*circle).circles
    assert labels(found.parties) == ["HALE", "PETROV"]


def test_a_circle_is_told_in_the_order_in_which_one_cites_the_next():
    relays = {"c/1": ["c/2", "c/3"], "c/2": ["c/1"], "c/3": ["c/1"]}
    [found] = reported(*(claim(iri, RAID, relayed_from=named) for iri, named in relays.items())).circles
    assert [one.iri for one in found.claims] == ["c/1", "c/2", "c/3"]


def test_documents_outlets_origins_and_unnamed_sources_are_counted_apart():
    claims = [
        report("c/1", RAID, "a/post"),
        replace(report("c/2", RAID, "a/wire"), claimant=ref("a/hale")),
        replace(report("c/3", RAID, "a/post", ["a/wire"]), claimant=ref("a/hale")),
        replace(report("c/4", RAID, "a/blog"), claimant=ref("a/officials"), claimant_unnamed=True),
    ]
    made = reported(*claims)
    assert labels(made.outlets) == ["BLOG", "POST", "WIRE"]
    assert (labels(made.origins), labels(made.unknown)) == (["HALE", "POST"], ["OFFICIALS"])
    assert origin_sentence(made) == "4 documents, 3 outlets, 2 origins and 1 unnamed source"


def test_an_outlet_that_nobody_identified_is_no_outlet_of_its_own():
    nameless = replace(claim("c/1", RAID, "a/hale"), document=replace(claim("x", RAID).document, outlet=None))
    unidentified = replace(report("c/2", RAID, "a/somebody"), claimant_unnamed=True)
    made = reported(nameless, unidentified)
    assert labels(made.outlets) == []
    assert labels(made.asserted.unknown_outlets) == ["SOMEBODY", "outlet of The paper"]
    [chain] = chains_of(nameless, archive_of([nameless], LEXICON))
    assert chain_sentence(chain) == "The paper (outlet unknown) <- HALE"
    assert origin_sentence(made) == "2 documents, 2 unknown outlets, 1 origin and 1 unnamed source"


def test_denials_are_reported_apart_and_lend_nothing():
    made = reported(
        claim("c/1", RAID, "a/petrov"),
        claim("c/2", RAID, "a/hale", Stance.DENIES, on_behalf_of="a/office"),
        claim("c/3", RAID, "a/north", Stance.UNSURE),
    )
    assert (made.claims, made.asserted.claims, made.denied.claims) == (3, 1, 1)
    assert (labels(made.origins), labels(made.denied.origins)) == (["PETROV"], ["OFFICE"])
    assert origin_sentence(made) == (
        "1 document, 1 outlet and 1 origin; denied in 1 document, 1 outlet and 1 origin"
    )
    assert [chain.claim.iri for chain in made.chains] == ["c/1", "c/2", "c/3"]


def test_what_nobody_asserts_says_so():
    assert origin_sentence(reported(claim("c/1", RAID, "a/hale", Stance.UNSURE))) == "nobody asserts it"
    assert origin_sentence(reported()) == "nobody asserts it"


def test_the_origin_of_a_reference_fact_is_the_work_it_is_taken_from():
    made = reported(reference(claim("c/1", RAID, "actor/paper"), "d/handbook"))
    assert [one.iri for one in made.origins] == ["d/handbook"]


def test_chains_lead_through_claims_that_do_not_count():
    first = replace(report("c/1", RAID, "a/wire"), claimant=ref("a/officials"), claimant_unnamed=True)
    reprint = report("c/2", RAID, "a/post", ["c/1"])
    made = reported(reprint, known=(first, reprint))
    assert (labels(made.origins), labels(made.unknown)) == ([], ["OFFICIALS"])
    assert [one.iri for one in made.documents] == ["document/of-c/2"]


def test_a_claim_with_more_chains_than_wanted_says_that_it_is_cut():
    others = [claim(f"c/{n}", RAID, f"a/{n}") for n in range(4)]
    many = report("c/9", RAID, "a/post", [one.iri for one in others])
    report_of = [origin_report([many], archive_of([many, *others], LEXICON), limit=limit) for limit in (3, 4)]
    assert [(len(one.chains), one.cut) for one in report_of] == [(3, True), (4, False)]
    assert [len(one.origins) for one in report_of] == [4, 4]


def test_a_long_chain_is_told_to_its_end():
    length = 400
    claims = [
        claim(f"c/{n}", RAID, f"a/{n}", relayed_from=[f"c/{n - 1}"] if n else []) for n in range(length)
    ]
    [chain] = chains_of(claims[-1], archive_of(claims, LEXICON))
    assert chain.steps[-1].ref.iri == "a/0"


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=5), st.randoms())
def test_reprints_add_documents_and_outlets_but_no_origin(reprints, random):
    claims = [replace(report("c/0", RAID, "a/0"), claimant=ref("a/hale"))]
    for number, (names_claim, earlier) in enumerate(reprints, start=1):
        source = f"{'c' if names_claim else 'a'}/{earlier % number}"
        claims.append(report(f"c/{number}", RAID, f"a/{number}", [source]))
    random.shuffle(claims)
    made = reported(*claims)
    assert labels(made.origins) == ["HALE"]
    assert (len(made.documents), len(made.outlets)) == (len(claims), len(claims))
