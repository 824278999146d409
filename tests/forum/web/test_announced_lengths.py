"""What a request says of its length is not taken for more than it is."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("digits", [19, 5_000])
def test_a_length_of_thousands_of_digits_is_too_long_and_nothing_else(client, digits):
    answer = client.post("/preview/", {"source": "x"}, CONTENT_LENGTH="9" * digits)
    assert answer.status_code == 413
