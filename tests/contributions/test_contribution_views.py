import json

import pytest
from django.utils.timezone import localdate

from contributions import receipts
from contributions.actions import withdraw
from moderation.actions import hold

WHO = [
    ("anonymous", 404),
    ("neighbour", 404),
    ("ticket_officer", 404),
    ("citizen", 200),
    ("moderator", 200),
    ("policy_officer", 200),
]


@pytest.fixture
def sent(make_comment, citizen):
    return make_comment(citizen).contribution


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_reads_what_is_not_yet_published(visit, people, sent, who, status):
    assert visit(people(who)).get(f"/ar/contributions/{sent.reference}/").status_code == status


def test_a_published_comment_leads_to_its_place(visit, sent, publish):
    publish(sent)
    answer = visit().get(f"/en/contributions/{sent.reference}/")
    assert answer.url == f"/en/consultations/transport/?thread={sent.reference}#c-{sent.reference}"


def test_a_withdrawn_comment_that_was_public_leaves_a_tombstone(visit, sent, publish, citizen):
    publish(sent)
    withdraw(sent, by=citizen)
    page = visit().get(f"/ar/contributions/{sent.reference}/")
    assert page.status_code == 200
    assert sent.text.body not in page.content.decode()


def test_a_tombstone_shows_its_receipt_and_since_when_it_stands(visit, sent, publish, citizen):
    publish(sent)
    withdraw(sent, by=citizen)
    page = visit().get(f"/en/contributions/{sent.reference}/").content.decode()
    assert sent.receipt.text_commitment[-4:] in page
    assert f'Since <time datetime="{localdate()}' in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_held_back_leads_to_the_point_that_is_cited(visit, sent, citizen, moderator, reason, language):
    hold(sent, by=moderator, reason=reason)
    page = visit(citizen).get(f"/{language}/contributions/{sent.reference}/").content.decode()
    assert f'href="/{language}/policies/participation/versions/1/#' in page


@pytest.mark.parametrize("reference", ["00000000000", "abc", "4" * 300, "%00"])
def test_an_unknown_reference_is_not_found(visit, db, reference):
    assert visit().get(f"/ar/contributions/{reference}/").status_code == 404


def test_a_reference_may_be_typed_in_arabic_digits(visit, citizen, sent):
    typed = sent.reference.translate({ord(str(digit)): "٠١٢٣٤٥٦٧٨٩"[digit] for digit in range(10)})
    assert visit(citizen).get(f"/ar/contributions/{typed}/").status_code == 200


def test_the_receipt_is_the_authors(visit, neighbour, sent):
    assert visit(neighbour).get(f"/ar/contributions/{sent.reference}/receipt/").status_code == 404


def test_the_receipt_file_opens_the_commitment(visit, citizen, sent):
    file = visit(citizen).get(f"/ar/contributions/{sent.reference}/receipt/?format=json").json()
    stated = json.loads(file["statement"])
    assert stated["text"] == receipts.commit(**file["text"])
    assert stated["attribution"] == receipts.commit(**file["attribution"])


def test_withdrawing_needs_a_post(visit, citizen, sent):
    visit(citizen).get(f"/ar/contributions/{sent.reference}/withdraw/")
    sent.refresh_from_db()
    assert sent.moderation == "submitted"


def test_a_second_withdrawal_is_told_as_a_conflict(visit, citizen, sent):
    browser = visit(citizen)
    browser.post(f"/ar/contributions/{sent.reference}/withdraw/")
    assert browser.post(f"/ar/contributions/{sent.reference}/withdraw/").status_code == 409


@pytest.mark.parametrize("language", ["ar", "en"])
def test_ones_own_list_costs_the_same_queries_for_one_row_and_for_ten(
    visit, citizen, make_comment, django_assert_max_num_queries, language
):
    browser = visit(citizen)
    make_comment(citizen)
    with django_assert_max_num_queries(12) as one:
        browser.get(f"/{language}/contributions/mine/")
    for _each in range(9):
        make_comment(citizen)
    with django_assert_max_num_queries(12) as ten:
        browser.get(f"/{language}/contributions/mine/")
    assert len(one) == len(ten)
