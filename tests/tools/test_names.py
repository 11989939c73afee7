from tests.harness import pytest_make_parametrize_id


def test_a_test_is_never_named_by_a_file_s_bytes(pytestconfig):
    assert pytest_make_parametrize_id(pytestconfig, b"PK\x03\x04", "content") == "content"


def test_what_can_be_read_names_it(pytestconfig):
    assert pytest_make_parametrize_id(pytestconfig, "a letter", "content") is None
