package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.restore.postgres.RestoreQueue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which restore is next if several are ready. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class FairRestoresIT extends RunningService {

    @Inject
    CatalogueDatabaseClient catalogue;

    @Inject
    RestoreQueue queue;

    @Test
    void a_single_restore_does_not_wait_for_the_older_ones_of_databases_that_were_restored_just_now() {
        RestorePlanned plan = restoring.plan(backedUp(source("in_turns")), "fresh");
        UUID worker = UUID.randomUUID();
        Instant now = Instant.now();

        // Never committed, so that the worker of the service does not see it.
        QuarkusTransaction.begin();
        try {
            copy(plan, "one", "ready", now.minus(Duration.ofHours(2)), null);
            copy(plan, "one", "completed", now.minus(Duration.ofHours(3)), now);
            copy(plan, "two", "ready", now.minus(Duration.ofHours(2)), null);
            copy(plan, "two", "completed", now.minus(Duration.ofHours(3)), now);
            copy(plan, "single", "ready", now, null);

            assertThat(queue.claim(worker)).isPresent();

            assertThat(catalogue.row("select database from restore where worker = ?", row -> row.getString(1), worker))
                    .contains("single");
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void copy(RestorePlanned plan, String database, String state, Instant dueAt, @Nullable Instant startedAt) {
        catalogue.change(
                "insert into restore (id, database, request, wish, asked_by, asked_at, state, backup, mode, target, plan,"
                        + " pin, pinned_at, due_at, started_at) select gen_random_uuid(), ?, request, wish, asked_by,"
                        + " asked_at, ?, backup, mode, target, plan, gen_random_uuid(), 1, ?, ? from restore where id = ?",
                database,
                state,
                dueAt,
                startedAt,
                plan.plan());
    }
}
