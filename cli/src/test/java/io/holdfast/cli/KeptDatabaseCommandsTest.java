package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands for the database that a swap has kept. */
class KeptDatabaseCommandsTest {

    private final TypedCommand holdfast = new TypedCommand();

    @Test
    void a_reversal_finds_the_database_in_the_log() {
        holdfast.log.contains(holdfast.clock.instant(), RestoreEvents.completed("swap", "app_kept"));
        holdfast.log.answering(request -> List.of(new RestoreReverted(
                RestoreEvents.BACKUP, BackupEvents.APP, RestoreEvents.PLAN, "app_kept_again", "anna")));

        int exit = holdfast.run("restore-revert", RestoreEvents.PLAN.toString(), "--reason", "wrong backup");

        assertThat(exit).isZero();
        assertThat(asked()).isEqualTo(new RevertRequested("app", RestoreEvents.PLAN, asked().by(), "wrong backup"));
    }

    @Test
    void what_was_kept_is_dropped_on_request() {
        holdfast.log.answering(request -> List.of(
                new KeptDropped(RestoreEvents.BACKUP, BackupEvents.APP, RestoreEvents.PLAN, "app_kept", "anna")));

        int exit = holdfast.run(
                "restore-drop-kept", RestoreEvents.PLAN.toString(), "--database", "app", "--reason", "all is well");

        assertThat(exit).isZero();
        assertThat(asked()).isEqualTo(new DropKeptRequested("app", RestoreEvents.PLAN, asked().by(), "all is well"));
    }

    private OperatorRequest asked() {
        return (OperatorRequest) holdfast.log.published.getLast().message();
    }
}
