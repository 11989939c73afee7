"""What readers set for themselves is kept to: their own colours, no motion; and whoever points with a thumb hits."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]

PATHS = ["/", "/consultations/transport/?comment=clause-6", "/suggestions/", "/accounts/signup/", "/transparency/"]
PHONE = 390

MOVING = """
main => [...document.querySelectorAll("*")].filter(each => {
  const {transitionDuration, animationDuration} = getComputedStyle(each);
  return [transitionDuration, animationDuration].some(said => said.split(",").some(time => parseFloat(time) > 0.01));
}).map(each => each.outerHTML.slice(0, 120))
"""

# By its edge, or by the words alone where it is a link in a text.
EDGELESS = """
main => [...document.querySelectorAll(".button, input, select, textarea")].filter(each => {
  const {borderTopStyle, borderTopWidth, appearance} = getComputedStyle(each);
  return each.checkVisibility() && !each.matches(".unseen, [type=hidden]")
    && (borderTopStyle === "none" || parseFloat(borderTopWidth) < 1) && appearance === "none";
}).map(each => each.outerHTML.slice(0, 120))
"""

# What somebody writes in, and what sends it or leads on; a tick is hit by its words, too.
SMALL = """
main => [...document.querySelectorAll("main .button, main input, main select, main textarea, header summary")]
  .filter(each => each.checkVisibility() && !each.matches(".unseen, [type=hidden]"))
  .map(each => [each, (each.matches("[type=checkbox], [type=radio]") && each.closest("label, .control-row")) || each])
  .filter(([each, hit]) => hit.getBoundingClientRect().height < 43.5)
  .map(([each]) => each.outerHTML.slice(0, 120))
"""


@pytest.fixture(params=PATHS)
def opened(request, people, way):
    reader = people.visitor(way)
    reader.go(request.param)
    return reader


def test_nothing_moves_for_whoever_wants_no_motion(opened):
    opened.page.emulate_media(reduced_motion="reduce")
    assert opened.main.evaluate(MOVING) == []


def test_what_is_pressed_or_filled_in_has_an_edge_in_a_reader_s_own_colours(opened):
    opened.page.emulate_media(forced_colors="active")
    assert opened.main.evaluate(EDGELESS) == []


def test_a_thumb_hits_what_matters_on_a_phone(opened):
    opened.page.set_viewport_size({"width": PHONE, "height": 844})
    assert opened.main.evaluate(SMALL) == []
