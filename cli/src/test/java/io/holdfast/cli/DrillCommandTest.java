package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.Envelope;
import io.holdfast.events.Finding;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.codec.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrillCommandTest {

    private static final UUID DRILL = new UUID(3, 4);
    private static final List<Finding> FINDINGS = List.of(new Finding("code", "public.users: 3 rows are missing"));

    private final TypedCommand holdfast = new TypedCommand();

    static Stream<Arguments> endings() {
        return Stream.of(
                ending("drilled", 0, request -> List.of(started(request), completed(Duration.ofHours(4)))),
                ending("failed", 14, request -> List.of(started(request), failed())),
                ending("impossible", 8, request -> List.of(started(request), impossible())),
                ending("rejected", 3, request -> List.of(rejected(request))),
                ending("timeout", 9, request -> List.of(started(request))));
    }

    private static Arguments ending(String word, int exitCode, Function<Envelope<?>, List<? extends Message>> said) {
        return Arguments.of(word, exitCode, said);
    }

    @ParameterizedTest(name = "{0}: exit code {1}")
    @MethodSource("endings")
    void each_result_has_its_exit_code_and_label(
            String word, int exitCode, Function<Envelope<?>, List<? extends Message>> said) throws Exception {
        holdfast.log.answering(said);

        int exit = holdfast.run("drill", "app", "--wait", "-o", "json");

        JsonNode json = Json.mapper().readTree(holdfast.out());
        assertThat(exit).isEqualTo(exitCode);
        assertThat(json.path("outcome").asText()).isEqualTo(word);
    }

    @Test
    void the_duration_is_compared_with_the_objective() {
        holdfast.log.answering(request -> List.of(started(request), completed(Duration.ofMinutes(1))));

        holdfast.run("drill", "app", "--wait");

        assertThat(holdfast.out())
                .contains("L4", "3 min 19 s, LONGER THAN the recovery time objective of 1 min 0 s", "391 tables");
    }

    @Test
    void the_missing_parts_of_the_scratch_server_are_reported() {
        holdfast.log.answering(request -> List.of(started(request), impossible()));

        holdfast.run("drill", "app", "--wait");

        assertThat(holdfast.out()).contains("the scratch server lacks something", "3 rows are missing");
    }

    @Test
    void another_drill_of_the_same_database_decides_nothing() {
        holdfast.log.answering(request -> List.of(failed()));

        int exit = holdfast.run("drill", "app", "--wait", "--timeout", "1m");

        assertThat(exit).isEqualTo(9);
    }

    @Test
    void without_wait_it_is_only_requested() {
        int exit = holdfast.run("drill", "app", "--backup", RestoreEvents.BACKUP.toString());

        DrillRequested sent = (DrillRequested) holdfast.log.published.getFirst().message();
        assertThat(exit).isZero();
        assertThat(sent).isEqualTo(new DrillRequested("app", RestoreEvents.BACKUP, sent.by()));
    }

    @Test
    void the_service_decides_which_backup_is_the_latest() {
        holdfast.run("drill", "app", "--backup", "latest");

        DrillRequested sent = (DrillRequested) holdfast.log.published.getFirst().message();
        assertThat(sent).isEqualTo(new DrillRequested("app", null, sent.by()));
    }

    private static DrillStarted started(Envelope<?> request) {
        return new DrillStarted(RestoreEvents.BACKUP, BackupEvents.APP, DRILL, request.requestRef());
    }

    private static DrillCompleted completed(Duration objective) {
        return new DrillCompleted(
                RestoreEvents.BACKUP,
                BackupEvents.APP,
                DRILL,
                VerificationLevel.L4,
                Duration.ofSeconds(199),
                objective,
                RestoreEvents.REPORT,
                List.of());
    }

    private static DrillFailed failed() {
        return new DrillFailed(RestoreEvents.BACKUP, BackupEvents.APP, DRILL, FINDINGS);
    }

    private static DrillImpossible impossible() {
        return new DrillImpossible(RestoreEvents.BACKUP, BackupEvents.APP, DRILL, FINDINGS);
    }

    private static RequestRejected rejected(Envelope<?> request) {
        return new RequestRejected(
                BackupEvents.APP, request.requestRef(), "holdfast.drill.requested.v1", "drills are off");
    }
}
