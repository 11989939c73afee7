from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from home.demo import clock
from home.demo.story import Story
from workflow.models import Step

MOMENT = datetime(2026, 3, 1, 5, 30, tzinfo=UTC)


def test_the_clock_stands_still_inside():
    with clock.at(MOMENT):
        assert timezone.now() == MOMENT


def test_a_fields_default_reads_the_stopped_clock():
    with clock.at(MOMENT):
        assert Step().at == MOMENT


def test_the_clock_goes_on_afterwards():
    with clock.at(MOMENT):
        pass
    assert timezone.now() - datetime.now(UTC) < timedelta(seconds=5)


def test_a_moment_that_never_saw_the_stopped_clock_is_still_a_moment():
    with clock.at(MOMENT):
        assert timezone.template_localtime(MOMENT).hour == 9


@pytest.mark.django_db
def test_a_story_is_told_in_the_order_of_time():
    story, told = Story(), []
    for day in (-3, -9, -6):
        story.then(story.by_day(day, "x"), lambda day=day: told.append(day))
    story.play()
    assert told == [-9, -6, -3]


@pytest.mark.django_db
def test_an_act_may_add_later_acts():
    story, told = Story(), []
    story.then(story.by_day(-9, "x"), lambda: story.then(story.by_day(-5, "x"), lambda: told.append("later")))
    story.play()
    assert told == ["later"]


def test_what_lies_in_the_future_has_not_happened():
    story, told = Story(), []
    story.then(story.now + timedelta(hours=1), lambda: told.append("too early"))
    story.play()
    assert told == []


@pytest.mark.parametrize("day", [0, -1, -30])
def test_people_speak_before_now(day):
    story = Story()
    assert story.by_day(day, "x") < story.now


@pytest.mark.django_db
def test_the_office_works_on_working_days_only():
    story = Story()
    days = {timezone.localtime(story.in_office(day, "x")).weekday() for day in range(-60, -30)}
    assert not days & {4, 5}
