"""The trail speaks of pages by name."""

from django.urls import get_resolver

from config.page_names import page_names

WITHOUT_ENTRY = {"healthz"}


def addresses() -> set[str]:
    resolver = get_resolver()
    found = set(_names(resolver))
    for room, (_, inner) in resolver.namespace_dict.items():
        found |= {f"{room}:{name}" for name in _names(inner)}
    return found - WITHOUT_ENTRY


def _names(resolver) -> list[str]:
    return [name for name in resolver.reverse_dict if isinstance(name, str)]


def test_every_address_has_a_name_that_readers_of_the_trail_understand() -> None:
    assert addresses() - page_names().keys() == set()


def test_no_name_is_kept_for_an_address_that_is_gone() -> None:
    assert page_names().keys() - addresses() == set()
