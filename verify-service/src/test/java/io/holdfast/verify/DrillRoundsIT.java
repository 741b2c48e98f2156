package io.holdfast.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import io.holdfast.verify.scratch.DrillLeftoverCleaner;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.ScratchServerState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When drills run, when they never run, and the other periodic tasks. */
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class DrillRoundsIT extends DrillingService {

    @Inject
    DrillLeftoverCleaner tearDown;

    @Inject
    ScratchServer reach;

    @Test
    void an_operator_has_a_backup_drilled_that_the_policy_would_not() {
        BackupCompleted completed = source("asked").complete(BackupKind.FULL, DAY_1);
        verified(completed);

        String request = log.publish(new DrillRequested("asked", null, "ann"));

        DrillCompleted done =
                log.await(DrillCompleted.class, drill -> drill.backup().equals(completed.backup()));
        DrillStarted started =
                log.await(DrillStarted.class, drill -> drill.drill().equals(done.drill()));
        assertThat(requireNonNull(started.request()).id()).isEqualTo(request);
    }

    @Test
    void the_newest_that_was_made_before_a_restore_is_drilled_only_by_its_id() {
        TestSourceDatabase source = source("restored_over");
        BackupCompleted completed = source.complete(BackupKind.FULL, DAY_1);
        verified(completed);
        BackupCompleted before = beforeRestore(source.complete(BackupKind.FULL, DAY_2));
        verified(before);

        log.publish(new DrillRequested("restored_over", null, "ann"));

        log.await(DrillCompleted.class, drill -> drill.backup().equals(completed.backup()));
        log.publish(new DrillRequested("restored_over", before.backup(), "ann"));
        log.await(DrillCompleted.class, drill -> drill.backup().equals(before.backup()));
    }

    private static BackupCompleted beforeRestore(BackupCompleted completed) {
        return new BackupCompleted(
                completed.backup(),
                completed.database(),
                completed.kind(),
                new RequestRef(URI.create("/holdfast/restore-service"), "1"),
                PreRestoreBackupLabel.of(UUID.randomUUID()),
                null,
                1,
                completed.startedAt(),
                completed.copies(),
                completed.serverVersion(),
                completed.clientVersion());
    }

    @Test
    void a_drill_of_what_nobody_knows_is_rejected() {
        String unknown = log.publish(new DrillRequested("app", new BackupId(UUID.randomUUID()), "ann"));
        String nothing = log.publish(new DrillRequested("empty", null, "ann"));

        assertThat(rejection(unknown).message()).contains("no completed backup");
        assertThat(rejection(nothing).message()).contains("no verified full backup");
    }

    @Test
    void a_missing_drill_is_announced_once() {
        DrillCompleted done = (DrillCompleted) drilled("late");

        DrillOverdue overdue = log.await(
                DrillOverdue.class, late -> late.database().value().equals("late") && late.lastDrill() != null);

        assertThat(overdue.dueSince())
                .isEqualTo(requireNonNull(overdue.lastDrill()).plusSeconds(1));
        log.awaitAll(VerifierProbed.class, any -> true, 1);
        assertThat(log.events(DrillOverdue.class)
                        .filter(late -> late.database().equals(done.database())
                                && overdue.dueSince().equals(late.dueSince())))
                .hasSize(1);
    }

    @Test
    void a_server_that_was_dumped_is_no_scratch_server() throws Exception {
        BackupCompleted completed = source("itself").complete(BackupKind.FULL, DAY_1);
        try {
            catalogue("insert into verify.source_system values ('" + identifier(ScratchServerResource.server())
                    + "', 'prod')");

            DrillImpossible impossible = (DrillImpossible) drilled(completed);

            assertThat(impossible.missing()).extracting(Finding::code).containsExactly("scratch_is_source");
            assertThat(text("/doctor")).contains("the server of the database 'prod'");
        } finally {
            catalogue("delete from verify.source_system where database = 'prod'");
        }
    }

    @Test
    void only_what_a_drill_has_left_behind_is_dropped() throws Exception {
        PostgresServer scratch = ScratchServerResource.server();
        scratch.createDatabase("somebodys");
        scratch.createDatabase("leftover");
        String mark =
                "'{\"holdfast\":\"drill\",\"id\":\"" + UUID.randomUUID() + "\",\"until\":\"2026-05-18T02:00:00Z\"}'";
        scratch.execute(
                "postgres",
                "create role left_behind",
                "comment on role left_behind is " + mark,
                "comment on database leftover is " + mark,
                "alter database leftover owner to left_behind",
                "alter database leftover with is_template true");

        drilled("clearing");

        assertThat(databases(scratch)).contains("somebodys").doesNotContain("leftover");
        assertThat(roles(scratch)).doesNotContain("left_behind");
    }

    @Test
    void what_the_server_does_not_drop_is_set_aside_by_name_and_drills_go_on() throws Exception {
        PostgresServer server = ScratchServerResource.server();
        server.createDatabase("contested");
        server.execute(
                "postgres",
                "comment on database contested is '{\"holdfast\":\"drill\",\"id\":\"" + UUID.randomUUID()
                        + "\",\"until\":\"2026-05-18T02:00:00Z\"}'");
        try (Connection holder = server.connect("postgres")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("alter database contested connection limit 7");

            DrillEvent event = drilled("goes_on");

            assertThat(event).isInstanceOf(DrillCompleted.class);
            assertThat(databases(server)).contains("contested");
            assertThat(text("/doctor")).contains("of ended drills could not be dropped: contested");
            await().atMost(TestEventLogClient.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(text("/q/metrics")).contains("holdfast_scratch_undropped{name=\"contested\"}"));
            holder.rollback();
        }
        tearDown.clearAll(((ScratchServerState.Ready) reach.scratchServerState()).server());
        assertThat(databases(server)).doesNotContain("contested");
        assertThat(tearDown.undropped()).isEmpty();
    }

    @Test
    void a_subscriber_is_drilled_twice_and_another_after_it_and_nothing_is_left() throws Exception {
        TestSourceDatabase subscriber = source("subscriber")
                .execute(
                        "create publication own_messages for table messages",
                        "create subscription from_head_office connection 'host=127.0.0.1 port=1 dbname=nowhere user=repl"
                                + " password=topsecret' publication head_office"
                                + " with (connect = false, slot_name = 'from_head_office', enabled = false)");
        try {
            BackupCompleted completed = subscriber.complete(BackupKind.FULL, DAY_1);
            assertThat(drilled(completed)).isInstanceOf(DrillCompleted.class);
            log.publish(new DrillRequested("subscriber", completed.backup(), "ann"));
            log.awaitAll(DrillCompleted.class, done -> done.backup().equals(completed.backup()), 2);

            assertThat(drilled("after_subscriber")).isInstanceOf(DrillCompleted.class);
        } finally {
            subscriber.execute(
                    "alter subscription from_head_office set (slot_name = none)", "drop subscription from_head_office");
        }
        assertThat(databases(ScratchServerResource.server())).noneMatch(name -> name.startsWith("holdfast_drill_"));
    }

    @Test
    void the_verifier_notices_a_damaged_copy_of_a_real_artifact() throws Exception {
        verified(source("probed").complete(BackupKind.FULL, DAY_1));

        VerifierProbed probed = log.await(VerifierProbed.class, any -> true);

        assertThat(probed.noticed()).isTrue();
        assertThat(probed.damage()).contains("seed");
        await().atMost(TestEventLogClient.PATIENCE)
                .untilAsserted(() -> assertThat(text("/q/metrics")).contains("holdfast_verifier_probe_noticed 1"));
    }

    private RequestRejected rejection(String request) {
        return log.await(
                RequestRejected.class, rejected -> rejected.request().id().equals(request));
    }

    private static String identifier(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect("postgres");
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select system_identifier::text from pg_control_system()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void catalogue(String statement) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE)) {
            catalogue.createStatement().execute(statement);
        }
    }
}
