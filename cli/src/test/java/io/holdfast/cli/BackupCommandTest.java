package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.codec.Json;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCommandTest {

    private final TypedCommand holdfast = new TypedCommand();

    static Stream<Arguments> outcomes() {
        return Stream.of(
                outcome(
                        "verified",
                        0,
                        backupEvents ->
                                List.of(backupEvents.accepted(), backupEvents.completed(), backupEvents.verified())),
                outcome("rejected", 3, backupEvents -> List.of(backupEvents.rejected())),
                outcome(
                        "failed",
                        4,
                        backupEvents -> List.of(backupEvents.failed(BackupEvents.LATER), backupEvents.failed(null))),
                outcome("cancelled", 5, backupEvents -> List.of(backupEvents.started(), backupEvents.cancelled())),
                outcome("condemned", 6, backupEvents -> List.of(backupEvents.completed(), backupEvents.condemned())),
                outcome("suspected", 7, backupEvents -> List.of(backupEvents.completed(), backupEvents.suspected())),
                outcome(
                        "inconclusive",
                        8,
                        backupEvents -> List.of(backupEvents.completed(), backupEvents.inconclusive())),
                outcome("timeout", 9, backupEvents -> List.of(backupEvents.accepted(), backupEvents.completed())));
    }

    private static Arguments outcome(String word, int exitCode, Function<BackupEvents, List<? extends Message>> said) {
        return Arguments.of(word, exitCode, said);
    }

    @ParameterizedTest(name = "{0}: exit code {1}")
    @MethodSource("outcomes")
    void each_outcome_has_its_exit_code_and_label(
            String word, int exitCode, Function<BackupEvents, List<? extends Message>> said) throws Exception {
        holdfast.log.answering(request -> said.apply(BackupEvents.of(request)));

        int exit = holdfast.run("backup", "--database", "app", "--wait", "verified", "--output", "json");

        JsonNode json = Json.mapper().readTree(holdfast.out());
        assertThat(exit).isEqualTo(exitCode);
        assertThat(json.path("outcome").asText()).isEqualTo(word);
        assertThat(json.path("exitCode").asInt()).isEqualTo(exitCode);
    }

    @Test
    void the_request_is_published_with_a_random_id_under_which_the_backup_is_known() throws Exception {
        holdfast.run("backup", "--database", "app", "--kind", "schema_only", "--label", "before 4.2", "-o", "json");

        Envelope<?> request = holdfast.log.published.getFirst();
        BackupId backup = BackupId.ofRequest(URI.create("/holdfast/cli"), request.id(), "app", "schema_only");
        assertThat(request.message()).isEqualTo(new BackupRequested("app", "schema_only", "before 4.2", null));
        assertThat(Json.mapper().readTree(holdfast.out()).path("backup").asText())
                .isEqualTo(backup.toString());
    }

    @Test
    void waiting_for_completion_does_not_wait_for_the_verification() {
        holdfast.log.answering(request -> List.of(BackupEvents.of(request).completed()));

        int exit = holdfast.run("backup", "--database", "app", "--wait", "completed");

        assertThat(exit).isZero();
        assertThat(holdfast.out())
                .contains(
                        "completed",
                        BackupEvents.ARTIFACT,
                        "12.3 MB",
                        "12,345,678",
                        BackupEvents.COPY.sha256().hex());
    }

    @Test
    void a_wait_without_a_goal_is_for_the_verification() {
        holdfast.log.answering(request -> List.of(
                BackupEvents.of(request).completed(), BackupEvents.of(request).verified()));

        int exit = holdfast.run("backup", "--database", "app", "--wait");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("verified", "L2");
    }

    @Test
    void waiting_for_protection_outlasts_the_verification() {
        holdfast.log.answering(request -> List.of(
                BackupEvents.of(request).completed(),
                BackupEvents.of(request).verified(),
                BackupEvents.of(request).isProtected()));

        int exit = holdfast.run("backup", "--database", "app", "--wait", "protected");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("protected");
        assertThat(holdfast.err()).contains("all required copies exist");
    }

    @Test
    void other_backups_decide_nothing() {
        BackupEvents other = BackupEvents.of(new BackupId(new UUID(7, 7)));
        holdfast.log.answering(request -> List.of(other.completed(), other.verified()));

        int exit = holdfast.run("backup", "--database", "app", "--wait", "--timeout", "5m");

        assertThat(exit).isEqualTo(9);
        assertThat(holdfast.err()).doesNotContain("completed");
    }

    @Test
    void a_request_that_nobody_can_read_ends_the_wait() {
        holdfast.log.answering(request -> {
            holdfast.log.contains(new EventLogEntry.DeadLetter(FakeLog.COORDINATES, "not JSON"));
            return List.of();
        });

        int exit = holdfast.run("backup", "--database", "app", "--wait");

        assertThat(exit).isEqualTo(3);
        assertThat(holdfast.out()).contains("not JSON");
    }

    @Test
    void progress_never_mixes_with_the_result() {
        holdfast.log.answering(request -> List.of(
                BackupEvents.of(request).started(),
                BackupEvents.of(request).progressed(1_000_000, 8),
                BackupEvents.of(request).completed()));

        holdfast.run("backup", "--database", "app", "--wait", "completed");

        assertThat(holdfast.err()).contains("started, attempt 1", "8 %", "1.00 MB", "dumping");
        assertThat(holdfast.out()).doesNotContain("dumping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "-d", "host=evil dbname=x", "a b", ""})
    void what_is_no_database_id_is_not_even_published(String database) {
        int exit = holdfast.run("backup", "--database=" + database);

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("is not a database id", "hint:");
        assertThat(holdfast.log.published).isEmpty();
    }

    @Test
    void without_an_option_the_runbooks_database_is_the_default() {
        holdfast.environment.put("DATABASE_NAME", "powernode_production");

        holdfast.run("backup");

        assertThat(holdfast.log.published.getFirst().message().subject()).isEqualTo("powernode_production");
    }

    @Test
    void without_a_name_the_only_configured_database_is_meant() {
        try (FakeServices services = new FakeServices()) {
            services.answer("/plan", "{\"plans\": [{\"plan\": \"p\", \"database\": \"only\"}]}");

            holdfast.run("backup", "--url", "retention=" + services.url());
        }

        assertThat(holdfast.log.published.getFirst().message().subject()).isEqualTo("only");
    }

    @Test
    void among_several_databases_none_is_guessed() {
        try (FakeServices services = new FakeServices()) {
            services.answer(
                    "/plan",
                    "{\"plans\": [{\"plan\": \"p\", \"database\": \"one\"}, {\"plan\": \"q\", \"database\": \"two\"}]}");

            int exit = holdfast.run("backup", "--url", "retention=" + services.url());

            assertThat(exit).isEqualTo(2);
        }
        assertThat(holdfast.err()).contains("several databases are configured: one, two", "--database");
        assertThat(holdfast.log.published).isEmpty();
    }

    @Test
    void the_runbooks_database_is_not_the_default_if_others_are_configured() {
        holdfast.environment.put("DATABASE_NAME", "powernode_production");
        try (FakeServices services = new FakeServices()) {
            services.answer(
                    "/plan",
                    "{\"plans\": [{\"plan\": \"p\", \"database\": \"one\"}, {\"plan\": \"q\", \"database\": \"two\"}]}");

            int exit = holdfast.run("backup", "--url", "retention=" + services.url());

            assertThat(exit).isEqualTo(2);
        }
        assertThat(holdfast.err())
                .contains("DATABASE_NAME, powernode_production, is not configured", "one, two", "--database");
        assertThat(holdfast.log.published).isEmpty();
    }

    @Test
    void text_of_foreign_origin_cannot_steer_the_terminal() {
        holdfast.log.answering(request -> List.of(BackupEvents.of(request).cancelled("\u001b[2J\u009b31m")));

        holdfast.run("backup", "--database", "app", "--wait");

        assertThat(holdfast.out() + holdfast.err()).doesNotContain("\u001b").doesNotContain("\u009b");
    }
}
