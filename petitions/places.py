"""Names of the blind indexes over petitions. A name is part of what its key is for: never reuse one."""

ID_NUMBER = "petitions_petitioner.id_number.equal"
PHONE = "petitions_petitioner.phone.equal"
NAME = "petitions_petitioner.name.bigrams"
SUBJECT = "petitions_petition.subject.bigrams"
TEXT = "petitions_petition.text.equal"  # digest of the trimmed text: imports recognise what they have brought in before
SEARCH_TERMS = "petitions.search.terms"  # not an index: what the trail keeps of a search
