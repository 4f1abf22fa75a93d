"""Places of the world by name, compiled on first use from GeoNames extracts and our tables.

The index lies in the cache folder (`$REPORTEDLY_CACHE`, else the user's own) under a name that
tells its sources, so another version of a source or an edited table makes another index.
"""

from reportedly.knowledge.gazetteer.entry import Entry
from reportedly.knowledge.gazetteer.lookup import Gazetteer, country_of_address, demonyms, gazetteer
from reportedly.knowledge.gazetteer.spelling import fold, is_abbreviation

__all__ = [
    "Entry", "Gazetteer", "country_of_address", "demonyms", "fold", "gazetteer", "is_abbreviation",
]  # fmt: skip
