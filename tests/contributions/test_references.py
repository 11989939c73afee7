import pytest

from contributions.emails import tell_author
from contributions.references import check_digit, is_reference, isolated, new_reference, parse_reference, spoken
from messaging.models import OutboxMessage


def test_the_check_digit_is_damms():
    assert check_digit("572") == "4"


@pytest.mark.parametrize("place", range(11))
def test_every_single_wrong_digit_is_found(place):
    reference = "48219077359"
    wrong = reference[:place] + str((int(reference[place]) + 1) % 10) + reference[place + 1 :]
    assert not is_reference(wrong)


@pytest.mark.parametrize("place", range(10))
def test_every_swap_of_neighbours_is_found(place):
    reference = "48219077359"
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assert swapped == reference or not is_reference(swapped)


@pytest.mark.django_db
def test_a_new_reference_is_valid_and_given_once():
    given = {new_reference() for _ in range(50)}
    assert len(given) == 50
    assert all(is_reference(number) for number in given)


def test_a_reference_is_spoken_in_groups():
    assert spoken("48219077356") == "4821 907 7356"


@pytest.mark.parametrize(("language", "written"), [("ar", "\u20664821 907 7356\u2069"), ("en", "4821 907 7356")])
def test_the_groups_keep_their_order_in_arabic_plain_text(language, written):
    assert isolated("48219077356", language) == written


@pytest.mark.django_db
def test_an_arabic_subject_isolates_the_reference(make_contribution, citizen):
    contribution = make_contribution(citizen)
    tell_author(contribution, "contribution_received", cause="again", working_days=2)
    assert isolated(contribution.reference, "ar") in OutboxMessage.objects.get(cause__startswith="again").subject


@pytest.mark.parametrize(
    "typed",
    [
        "48219077359",
        "4821 907 7359",
        "٤٨٢١ ٩٠٧ ٧٣٥٩",
        "4821-907-7359",
        "\u200f۴۸۲۱۹۰۷۷۳۵۹ ",
        "4821\u00a0907\u00a07359",
    ],
)
def test_a_reference_is_read_in_any_digits_and_spacing(typed):
    assert parse_reference(typed) == "48219077359"


@pytest.mark.parametrize("typed", ["", "abc", "4821907735", "48219077358", "x48219077359", "4" * 400])
def test_what_cannot_be_a_reference_is_none(typed):
    assert parse_reference(typed) is None
