package io.holdfast.verify.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.verify.WithoutWorkersProfile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which copies are planned first if many are due. */
@QuarkusTest
@TestProfile(WithoutWorkersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class CopyCheckSchedulerIT {

    /** After this number of executions, the driver and the server cache statement plans by default. */
    private static final int PLANNED_ONCE = 12;

    @Inject
    CatalogueDatabaseClient catalogue;

    @Inject
    CopyCheckScheduler copyLooks;

    @Inject
    ScrubScheduler repetition;

    @Test
    void a_thousand_new_copies_of_one_database_do_not_keep_the_copy_of_another_from_the_queue() {
        QuarkusTransaction.begin();
        try {
            ended("copied_many", 1000, Duration.ofHours(1));
            ended("copied_single", 1, Duration.ofDays(1));

            copyLooks.plan();

            assertThat(catalogue.row(
                            "select count(*) from verification where database = 'copied_single' and state = 'due'",
                            row -> row.getInt(1)))
                    .contains(1);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** In one transaction: the rows are not analyzed, and the session planned the same statements before they existed. */
    @Test
    @Timeout(900)
    void what_is_due_among_a_hundred_thousand_new_backups_is_found_soon() {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(120));
        try {
            for (int i = 0; i < PLANNED_ONCE; i++) {
                copyLooks.plan();
                repetition.plan();
            }
            ended("copied_lots", 100_000, Duration.ofHours(1));
            catalogue.change("update backup set trust = 'verified', settled_by = id where database = 'copied_lots'");
            catalogue.change(
                    "insert into verification (id, backup, database, cause, due_at, state)"
                            + " select gen_random_uuid(), id, database, 'completed', ?, 'due' from backup"
                            + " where database = 'copied_lots' and random() < 0.5",
                    Instant.now().plus(Duration.ofHours(1)));
            catalogue.change(
                    "update copy set good_at = ?::timestamptz - random() * interval '9 days' where destination = 'vault'",
                    Instant.now().minus(Duration.ofDays(100)));

            long began = System.nanoTime();
            copyLooks.plan();
            repetition.plan();
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(took).isLessThan(Duration.ofMinutes(5));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void ended(String database, int backups, Duration ago) {
        catalogue.change(
                "with made as (insert into backup (id, database, kind, started_at, bytes) select gen_random_uuid(), ?,"
                        + " 'full', ?, 1 from generate_series(1, ?) returning id, database), copied as (insert into copy (backup,"
                        + " destination, key, bytes, sha256, look_at) select id, 'vault', id, 1, repeat('a', 64), ? from made)"
                        + " insert into verification (id, backup, database, cause, due_at, state, ended_at)"
                        + " select gen_random_uuid(), id, database, 'completed', ?, 'ended', ? from made",
                database,
                Instant.now().minus(ago),
                backups,
                Instant.now().minus(ago),
                Instant.now().minus(ago),
                Instant.now().minus(ago));
    }
}
