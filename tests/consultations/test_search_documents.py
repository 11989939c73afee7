"""A clause is found by itself as it reads now, and the consultation by its title."""

from consultations.models import ClauseKey, ClauseVersion
from consultations.search_documents import (
    clause_document,
    consultation_document,
    consultation_names,
    findable_clauses,
    findable_consultations,
)
from contributions.search_documents import document, findable, load_subjects
from tests.consultations.conftest import DURING, fresh, publish_page, revise


def test_each_clause_is_a_document_with_its_own_address(consultation):
    found = [document for clause in findable_clauses() if (document := clause_document(clause))]
    assert [document.path for document in found] == [
        "consultations/transport/#clause-5",
        "consultations/transport/#clause-6",
    ]


def test_a_chapter_is_no_document(consultation):
    assert clause_document(ClauseVersion.objects.with_address().get(kind="section")) is None


def test_only_the_newest_version_is_found(consultation, page, editor, approver):
    revise(page, by=editor, clause="6", body_ar="لا تزيد مدة الرحلة على ستين دقيقة.")
    publish_page(page, by=approver)
    assert {clause.version.number for clause in findable_clauses()} == {2}


def test_the_consultation_is_found_by_its_title(consultation):
    found = consultation_document(findable_consultations().get())
    assert (found.path, found.title_ar, found.title_en) == (
        "consultations/transport/",
        "النقل المدرسي",
        "School transport",
    )


def test_a_withdrawn_consultation_is_not_found(consultation, page):
    fresh(page).unpublish()
    assert not findable_clauses().exists()
    assert not findable_consultations().exists()


def test_a_comment_on_a_clause_is_found_with_its_consultation_and_at_its_own_thread(
    consultation, at, citizen, make_comment, publish
):
    at(DURING)
    discussion = ClauseKey.objects.get(key="clause-6").discussion
    said = publish(make_comment(citizen, discussion=discussion).contribution)
    [comment] = findable()
    load_subjects([comment])
    found = document(comment)
    assert found.facets["consultation"] == "transport"
    assert found.path == f"consultations/transport/?thread={said.reference}#c-{said.reference}"


def test_the_facet_names_consultations_by_their_titles(consultation):
    assert consultation_names(["transport"]) == {"transport": "النقل المدرسي"}


def test_a_comment_is_found_under_its_clause_in_either_language(consultation, at, citizen, make_comment, publish):
    at(DURING)
    discussion = ClauseKey.objects.get(key="clause-6").discussion
    publish(make_comment(citizen, discussion=discussion, body="خمس وأربعون دقيقة كثيرة.").contribution)
    comments = list(findable())
    load_subjects(comments)
    found = document(comments[0])
    assert (found.title_ar, found.title_en) == ("البند 6: زمن الرحلة", "Clause 6: Time")
