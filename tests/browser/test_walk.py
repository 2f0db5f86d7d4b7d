"""The walk: one petition from its registration to its certificate of destruction, through the pages as people click them."""

from tests.browser.walk import Walk


def test_a_letter_is_registered_and_a_mistyped_id_number_loses_nothing(walk: Walk) -> None:
    walk.through("registered")


def test_the_case_is_handled_noted_and_corrected(walk: Walk) -> None:
    walk.through("handled")


def test_the_handling_officer_proposes_and_the_grading_authority_confirms(walk: Walk) -> None:
    walk.through("graded")


def test_t59_neither_list_nor_search_nor_address_tells_an_outsider_that_it_exists(walk: Walk) -> None:
    walk.through("hidden")


def test_li_attaches_what_came_with_the_letter_and_looks_at_it(walk: Walk) -> None:
    walk.through("looked_at")


def test_a_table_brought_in_by_mistake_is_undone(walk: Walk) -> None:
    walk.through("undone")


def test_a_colleague_in_scope_sees_the_card_and_asks_for_the_content(walk: Walk) -> None:
    walk.through("borrowed")


def test_two_sign_and_a_wrong_password_signs_nothing(walk: Walk) -> None:
    walk.through("borrowing_signed")


def test_the_content_opens_at_the_hand_over(walk: Walk) -> None:
    walk.through("handed_over")


def test_the_borrower_reads_the_attachments_for_as_long_as_the_loan_runs(walk: Walk) -> None:
    walk.through("closed_to_the_borrower")


def test_the_content_closes_at_the_return(walk: Walk) -> None:
    walk.through("taken_back")


def test_t03_a_phone_shows_in_full_only_after_a_reason_and_only_once(walk: Walk) -> None:
    walk.through("revealed")


def test_a_petition_is_found_by_whatever_is_known_of_it(walk: Walk) -> None:
    walk.through("found")


def test_the_case_is_closed_with_result_and_reply(walk: Walk) -> None:
    walk.through("closed")


def test_a_failing_server_shows_its_static_page(walk: Walk) -> None:
    walk.through("failed_loudly")


def test_destruction_is_filed_and_signed_by_two(walk: Walk) -> None:
    walk.through("destruction_signed")


def test_a_long_list_is_made_into_a_document_by_the_worker(walk: Walk) -> None:
    walk.through("document_made")


def test_another_number_opens_no_execution(walk: Walk) -> None:
    walk.through("execution_opened")


def test_the_second_witness_starts_the_shredding(walk: Walk) -> None:
    walk.through("witnessed")


def test_what_is_destroyed_answers_to_nothing_but_its_tombstone(walk: Walk) -> None:
    walk.through("gone")


def test_the_auditor_downloads_the_interim_report(walk: Walk) -> None:
    walk.through("reported")


def test_the_sheets_print_with_number_mark_and_names(walk: Walk) -> None:
    walk.through("printed")


def test_the_trail_verifies_after_all_of_it(walk: Walk) -> None:
    walk.through("trail_verified")


def test_t90_back_after_signing_out_shows_the_door(walk: Walk) -> None:
    walk.through("signed_out")


def test_no_page_complained_was_too_wide_or_spoke_another_language(walk: Walk) -> None:
    assert walk.through("signed_out").complaints() == []
