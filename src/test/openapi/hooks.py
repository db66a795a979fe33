"""The values that schemathesis sends if the document alone does not say enough."""

import datetime
import re
import uuid

import schemathesis
from hypothesis import strategies as st


def with_check_digit(digits):
    """An IMEI: 14 digits, and the one that makes the sum right (Luhn)."""
    doubled = [sum(divmod(digit * (1 + i % 2), 10)) for i, digit in enumerate(digits)]
    return "".join(map(str, digits)) + str(-sum(doubled) % 10)


# A day that is past everywhere.
latest = datetime.date.today() - datetime.timedelta(days=2)

schemathesis.openapi.format("imei", st.lists(st.integers(0, 9), min_size=14, max_size=14).map(with_check_digit))
schemathesis.openapi.format("date", st.dates(min_value=datetime.date(1000, 1, 1), max_value=latest).map(str))
schemathesis.openapi.format("bcp47", st.from_regex(r"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z"))


@schemathesis.hook
def before_call(context, case, kwargs):
    """A valid idempotency key is used for one request only, as it should be; a key that is not valid stays as it is."""
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and re.fullmatch(r"[!-~]([ -~]{0,200}[!-~])?", key):
        case.headers["Idempotency-Key"] = f"{key}-{uuid.uuid4()}"
