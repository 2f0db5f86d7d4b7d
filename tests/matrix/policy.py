"""Who may see and do what, address by address: written from DESIGN §3, §4 and CONTRACT, not from the views.

`knows[family][object]`: whom an object exists for; for everybody else it is as if it did not.
`sees`: of those, who gets this very page by GET. `acts`: whose POST, filled in properly, is carried out.
Whoever is in neither gets no page and changes nothing. An address that is missing here fails the test.
"""

from tests.matrix.addresses_of_people import PEOPLE
from tests.matrix.addresses_of_petitions import PETITIONS
from tests.matrix.addresses_of_slips import SLIPS
from tests.matrix.rule import Rule

POLICY: dict[str, Rule] = PEOPLE | PETITIONS | SLIPS
