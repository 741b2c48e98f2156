package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.Envelope;
import io.holdfast.events.Finding;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.codec.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreCommandTest {

    private final TypedCommand holdfast = new TypedCommand();

    /** Responds with a plan to each request, and with the result to each approval. */
    private void serving(String keptAs) {
        holdfast.log.answering(request -> switch ((OperatorRequest) request.message()) {
            case RestoreRequested r -> List.of(RestoreEvents.planned(request.requestRef(), r.mode(), target(r)));
            case ApproveRestoreRequested r ->
                List.of(RestoreEvents.started(), RestoreEvents.progressed(), RestoreEvents.completed("fresh", keptAs));
            default -> List.of();
        });
    }

    /** As {@link #serving}, with a target role that is a superuser. */
    private void servingAs(String superuser) {
        holdfast.log.answering(request -> switch ((OperatorRequest) request.message()) {
            case RestoreRequested r ->
                List.of(RestoreEvents.plannedAs(superuser, request.requestRef(), r.mode(), target(r)));
            case ApproveRestoreRequested r -> List.of(RestoreEvents.started(), RestoreEvents.completed("fresh", ""));
            default -> List.of();
        });
    }

    @Test
    void a_superuser_as_target_role_has_to_be_named_after_the_yes() {
        servingAs("postgres");
        holdfast.keyboard.types("y");
        holdfast.keyboard.types("postgres");

        int exit = holdfast.run("restore", "--database", "app");

        assertThat(exit).isZero();
        assertThat(last())
                .isEqualTo(new ApproveRestoreRequested("app", RestoreEvents.PLAN, null, last().by(), "postgres"));
    }

    @Test
    void a_yes_alone_does_not_let_an_archives_code_run_as_superuser() {
        servingAs("postgres");

        int exit = holdfast.run("restore", "--database", "app", "--yes");

        assertThat(exit).isEqualTo(12);
        assertThat(holdfast.log.published).hasSize(1);
    }

    @Test
    void a_script_names_the_superuser() {
        servingAs("postgres");

        int exit = holdfast.run("restore", "--database", "app", "--yes", "--as-superuser", "postgres");

        assertThat(exit).isZero();
        assertThat(last())
                .isEqualTo(new ApproveRestoreRequested("app", RestoreEvents.PLAN, null, last().by(), "postgres"));
    }

    @Test
    void another_name_than_the_superusers_is_no_consent() {
        servingAs("postgres");

        int exit = holdfast.run("restore", "--database", "app", "--yes", "--as-superuser", "app_owner");

        assertThat(exit).isEqualTo(12);
        assertThat(holdfast.log.published).hasSize(1);
    }

    private static String target(RestoreRequested request) {
        return request.mode().equals("fresh") ? "app_restored" : "app";
    }

    @Test
    void a_plan_is_shown_and_nothing_is_approved() {
        serving("");

        int exit = holdfast.run("restore", "--database", "app", "--plan");

        assertThat(exit).isZero();
        assertThat(holdfast.out())
                .containsSubsequence(
                        RestoreEvents.PLAN.toString(),
                        "2026-05-18T03:00:00Z",
                        "about 3 minutes",
                        "1.2 GB",
                        "holdfast restore --approve " + RestoreEvents.PLAN);
        assertThat(holdfast.log.published).hasSize(1);
    }

    @Test
    void obstacles_come_first_and_have_an_exit_code_of_their_own() {
        holdfast.log.answering(request -> List.of(RestoreEvents.planned(
                request.requestRef(), "fresh", "app_restored", new Finding("extension_missing", "no pgvector there"))));

        int exit = holdfast.run("restore", "--database", "app", "--yes");

        assertThat(exit).isEqualTo(11);
        assertThat(holdfast.out()).containsSubsequence("NOT POSSIBLE", "no pgvector there", "about 3 minutes");
        assertThat(holdfast.log.published).hasSize(1);
    }

    @Test
    void a_person_who_says_yes_gets_the_report() {
        serving("");
        holdfast.keyboard.types("y");

        int exit = holdfast.run("restore", "latest", "--database", "app", "--to", "app_restored");

        assertThat(exit).isZero();
        assertThat(asked())
                .isEqualTo(new RestoreRequested(
                        "app", null, asked().by(), "fresh", "app_restored", List.of(), null, null, null, null));
        assertThat(last()).isEqualTo(new ApproveRestoreRequested("app", RestoreEvents.PLAN, null, last().by()));
        assertThat(holdfast.out())
                .contains("391 tables with 8,120,344 rows", "912 constraints", "1,204 indexes", "4 indexes are HNSW")
                .contains("20260517120000", "vector 0.8.0", "staging 12.0 s", "create the embeddings again");
        assertThat(holdfast.err()).contains("restore into app_restored started", "comparing, 3 of 12 tables");
    }

    @Test
    void an_empty_answer_does_not_confirm() {
        serving("");
        holdfast.keyboard.types("");

        int exit = holdfast.run("restore", "--database", "app");

        assertThat(exit).isEqualTo(12);
        assertThat(holdfast.keyboard.questions).containsExactly("Restore according to this plan? [y/N]");
        assertThat(holdfast.log.published).hasSize(1);
    }

    @Test
    void without_a_terminal_and_without_yes_it_ends_with_the_command_that_approves() {
        serving("");

        int exit = holdfast.run("restore", "--database", "app");

        assertThat(exit).isEqualTo(12);
        assertThat(holdfast.out()).contains("without a terminal", "holdfast restore --approve " + RestoreEvents.PLAN);
    }

    @Test
    void a_plan_can_be_approved_later_by_its_id_alone() {
        holdfast.log.contains(
                holdfast.clock.instant(),
                RestoreEvents.planned(
                        BackupEvents.of(RestoreEvents.BACKUP).accepted().request(), "fresh", "app_restored"));
        serving("");

        int exit = holdfast.run("restore", "--approve", RestoreEvents.PLAN.toString());

        assertThat(exit).isZero();
        assertThat(last()).isInstanceOf(ApproveRestoreRequested.class);
    }

    @Test
    void a_plan_that_nobody_made_is_not_approved() {
        int exit = holdfast.run("restore", "--approve", RestoreEvents.PLAN.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("does not contain the restore plan", "create a new plan");
        assertThat(holdfast.log.published).isEmpty();
    }

    @Test
    void in_place_wants_the_databases_name_and_passes_it_on() {
        serving("");
        holdfast.keyboard.types("app");

        int exit = holdfast.run("restore", "--database", "app", "--in-place");

        assertThat(exit).isZero();
        assertThat(last()).isEqualTo(new ApproveRestoreRequested("app", RestoreEvents.PLAN, "app", last().by()));
    }

    @Test
    void a_yes_is_not_the_databases_name() {
        serving("");
        holdfast.keyboard.types("y");

        int exit = holdfast.run("restore", "--database", "app", "--in-place");

        assertThat(exit).isEqualTo(12);
        assertThat(holdfast.log.published).hasSize(1);
    }

    @Test
    void a_script_confirms_in_place_by_the_name() {
        serving("");

        int exit = holdfast.run("restore", "--database", "app", "--in-place", "--yes", "--confirm", "app");

        assertThat(exit).isZero();
        assertThat(last()).isEqualTo(new ApproveRestoreRequested("app", RestoreEvents.PLAN, "app", last().by()));
    }

    @Test
    void all_options_are_in_the_request() {
        serving("");

        holdfast.run(
                "restore",
                RestoreEvents.BACKUP.toString(),
                "--database",
                "app",
                "--table",
                "public.users",
                "--table",
                "audit.log",
                "--data-only",
                "--from",
                "offsite",
                "--jobs",
                "4",
                "--no-owner",
                "--plan");

        assertThat(asked())
                .isEqualTo(new RestoreRequested(
                        "app",
                        RestoreEvents.BACKUP,
                        asked().by(),
                        "fresh",
                        null,
                        List.of("public.users", "audit.log"),
                        "data",
                        "offsite",
                        4,
                        false));
    }

    @Test
    void after_a_swap_it_says_how_to_go_back_and_how_to_let_go() {
        serving("app_kept_20260518_020000");

        holdfast.run("restore", "--database", "app", "--swap", "--yes");

        assertThat(holdfast.out())
                .contains("app_kept_20260518_020000")
                .contains(
                        "holdfast restore-revert " + RestoreEvents.PLAN,
                        "holdfast restore-drop-kept " + RestoreEvents.PLAN);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(0, "restored", List.of(RestoreEvents.completed("fresh", ""))),
                Arguments.of(17, "restored with findings", List.of(RestoreEvents.completedWithFindings())),
                Arguments.of(13, "failed", List.of(RestoreEvents.failed())),
                Arguments.of(9, "timeout", List.of(RestoreEvents.started())));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void each_result_has_its_exit_code_and_label(int exitCode, String word, List<Message> said) throws Exception {
        holdfast.log.answering(request -> request.message() instanceof RestoreRequested
                ? List.of(RestoreEvents.planned(request.requestRef(), "fresh", "app_restored"))
                : said);

        int exit = holdfast.run("restore", "--database", "app", "--yes", "--json");

        JsonNode json = Json.mapper().readTree(holdfast.out());
        assertThat(exit).isEqualTo(exitCode);
        assertThat(json.path("outcome").asText()).isEqualTo(word);
        assertThat(json.path("plan").path("plan").asText()).isEqualTo(RestoreEvents.PLAN.toString());
    }

    @Test
    void what_could_not_be_brought_back_is_named_with_the_way_to_the_servers_messages() {
        holdfast.log.answering(request -> request.message() instanceof RestoreRequested
                ? List.of(RestoreEvents.planned(request.requestRef(), "fresh", "app_restored"))
                : List.of(RestoreEvents.completedWithFindings()));

        holdfast.run("restore", "--database", "app", "--yes");

        assertThat(holdfast.out()).contains("public.totals", "holdfast show " + RestoreEvents.PLAN + " --log");
    }

    @Test
    void what_may_be_missing_after_a_swap_is_requested_by_its_name() {
        serving("");

        holdfast.run("restore", "--database", "app", "--swap", "--accept", "public.totals", "--plan");

        assertThat(asked().accepting()).containsExactly("public.totals");
    }

    @Test
    void nothing_is_accepted_without_a_swap() {
        int exit = holdfast.run("restore", "--database", "app", "--accept", "public.totals");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("--accept requires --swap");
    }

    @Test
    void a_refused_approval_is_no_failure() {
        holdfast.log.answering(request -> request.message() instanceof RestoreRequested
                ? List.of(RestoreEvents.planned(request.requestRef(), "fresh", "app_restored"))
                : List.of(rejected(request, "the plan is no longer valid")));

        int exit = holdfast.run("restore", "--database", "app", "--yes");

        assertThat(exit).isEqualTo(3);
        assertThat(holdfast.out()).contains("no longer valid");
    }

    @Test
    void what_cannot_be_planned_is_refused_with_the_reason() {
        holdfast.log.answering(request -> List.of(rejected(request, "no such backup")));

        int exit = holdfast.run("restore", "--database", "app");

        assertThat(exit).isEqualTo(3);
        assertThat(holdfast.err()).contains("no such backup");
    }

    private RestoreRequested asked() {
        return (RestoreRequested) holdfast.log.published.getFirst().message();
    }

    private OperatorRequest last() {
        return (OperatorRequest) holdfast.log.published.getLast().message();
    }

    private static RequestRejected rejected(Envelope<?> request, String message) {
        return new RequestRejected(BackupEvents.APP, request.requestRef(), "holdfast.restore.requested.v1", message);
    }
}
