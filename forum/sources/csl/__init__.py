"""Sources as CSL-JSON items (Citation Style Language 1.0.2): what may stand in one, and what it says.

https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from . import dates, names
from .details import Details, details_of, is_address, is_date, item_of, link_of
from .items import FIELDS, NAMES, TYPES, NotAnItem, cleaned
from .keys import fold, isbn_of, key_of, key_of_item, likeness_of
from .numbers import doi_in, isbn_in, issn_in

__all__ = [
    "FIELDS",
    "NAMES",
    "TYPES",
    "Details",
    "NotAnItem",
    "cleaned",
    "dates",
    "details_of",
    "doi_in",
    "fold",
    "is_address",
    "is_date",
    "isbn_in",
    "isbn_of",
    "issn_in",
    "item_of",
    "key_of",
    "key_of_item",
    "likeness_of",
    "link_of",
    "names",
]
