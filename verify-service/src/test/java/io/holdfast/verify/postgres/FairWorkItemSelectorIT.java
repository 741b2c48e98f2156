package io.holdfast.verify.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.verify.WithoutWorkersProfile;
import io.holdfast.verify.settings.VerifySettings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both queues on a real PostgreSQL. The test acts as the workers, the event log and the clock. */
@QuarkusTest
@TestProfile(WithoutWorkersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class FairWorkItemSelectorIT {

    private static final Logger LOG = Logger.getLogger(FairWorkItemSelectorIT.class);

    private Instant now = Instant.now();

    private final Clock clock = new Clock() {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Inject
    CatalogueDatabaseClient catalogue;

    @Inject
    VerifiableBackupRepository backups;

    @Inject
    DrillQueue drills;

    @Inject
    Outbox outbox;

    @Inject
    VerifySettings settings;

    @BeforeEach
    @AfterEach
    void nothing_is_open() {
        catalogue.change(
                "update verification set state = 'ended', turn = null, set_aside = false where turn is not null or"
                        + " state <> 'ended'");
        catalogue.change(
                "update drill set state = 'ended', turn = null, set_aside = false where turn is not null or state <>"
                        + " 'ended'");
    }

    private PinnedBackupQueue queue(String table) {
        return new PinnedBackupQueue(table, catalogue, backups, outbox, clock, settings.verify());
    }

    private void due(String table, String database, int pieces, Duration ago) {
        catalogue.change(
                "with made as (insert into backup (id, database, kind, started_at, bytes) select gen_random_uuid(), ?,"
                        + " 'full', ?, 1 from generate_series(1, ?) returning id, database) insert into " + table
                        + " (id, backup, database, cause, due_at, state) select gen_random_uuid(), id, database,"
                        + " 'request', ?, 'due' from made",
                database,
                now,
                pieces,
                now.minus(ago));
    }

    /** In one transaction, so that the event log does not contain the pin and the test decides when it is received. */
    private void pin(PinnedBackupQueue queue, String table, int most) {
        QuarkusTransaction.requiringNew().run(() -> {
            queue.pinDue(false, most);
            catalogue.change(
                    "update " + table + " set pin = gen_random_uuid() where state = 'pinning' and pinned_at is null");
            catalogue.change("delete from outbox where sent_at is null");
        });
    }

    private void hear(String table, Random random) {
        List<UUID> pins = new ArrayList<>(catalogue.rows(
                "select id from " + table + " where state = 'pinning' order by id",
                row -> row.getObject("id", UUID.class)));
        Collections.shuffle(pins, random);
        pins.stream()
                .limit(1)
                .forEach(id -> catalogue.change(
                        "update " + table + " set state = 'ready', pinned_at = 1 where id = ? and state = 'pinning'",
                        id));
    }

    private Optional<String> claim(PinnedBackupQueue queue, String table) {
        return QuarkusTransaction.requiringNew()
                .call(() -> queue.claim(UUID.randomUUID(), false))
                .flatMap(row -> catalogue.row(
                        "select database from " + table + " where id = ?", found -> found.getString(1), row.id()));
    }

    private void endOne(String table) {
        catalogue.change("update " + table + " set state = 'ended' where id = (select id from " + table
                + " where state = 'running' order by random() limit 1)");
    }

    private int running(String table) {
        return catalogue
                .row("select count(*) from " + table + " where state = 'running'", row -> row.getInt(1))
                .orElseThrow();
    }

    /** Workers, the event log and the planner act in random order. */
    @RepeatedTest(12)
    void a_single_piece_starts_after_at_most_two_of_each_other_database() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String table = random.nextBoolean() ? "verification" : "drill";
        int workers = table.equals("drill") ? 1 : 1 + random.nextInt(4);
        int most = table.equals("drill") ? 1 : 2 * workers;
        PinnedBackupQueue queue = queue(table);
        due(table, "many", 1000, Duration.ofHours(2));
        for (int other = 0; other < random.nextInt(4); other++) {
            due(table, "other" + other, 1 + random.nextInt(50), Duration.ofHours(1));
        }
        int before = random.nextInt(60);
        Map<String, Integer> started = new HashMap<>();
        boolean hasStarted = false;
        for (int step = 0; !hasStarted && step < 2000; step++) {
            if (step == before) {
                due(table, "single", 1, Duration.ZERO);
                started.clear();
            }
            now = now.plusMillis(random.nextInt(100));
            switch (random.nextInt(4)) {
                case 0 -> pin(queue, table, most);
                case 1 -> hear(table, random);
                case 2 -> {
                    if (running(table) < workers) {
                        claim(queue, table).ifPresent(database -> started.merge(database, 1, Integer::sum));
                        hasStarted = started.containsKey("single");
                    }
                }
                default -> endOne(table);
            }
        }

        assertThat(hasStarted).as("seed %d: it starts", seed).isTrue();
        started.remove("single");
        assertThat(started.values()).as("seed %d: %s", seed, started).allMatch(count -> count <= 2);
    }

    @Test
    void with_a_hundred_thousand_rows_the_next_is_found_in_a_blink() {
        measure(1000);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void so_it_is_where_they_are_of_one_database_or_of_very_many(int databases) {
        measure(databases);
    }

    private void measure(int databases) {
        for (String table : List.of("verification", "drill")) {
            catalogue.change(
                    "with made as (insert into backup (id, database, kind, started_at, bytes) select"
                            + " gen_random_uuid(), 'crowd' || n % ?, 'full', ?, 1 from generate_series(1, 100000) n"
                            + " returning id, database) insert into "
                            + table
                            + " (id, backup, database, cause, due_at, state) select gen_random_uuid(), id, database,"
                            + " 'request', ?::timestamptz - random() * interval '1 day', 'due' from made",
                    databases,
                    now,
                    now);
            catalogue.change("analyze " + table);
            PinnedBackupQueue queue = queue(table);
            List<Long> pinning = new ArrayList<>();
            List<Long> claiming = new ArrayList<>();
            for (int round = 0; round < 11; round++) {
                long begun = System.nanoTime();
                pin(queue, table, 4);
                pinning.add((System.nanoTime() - begun) / 1_000_000);
                catalogue.change("update " + table + " set state = 'ready', pinned_at = 1 where state = 'pinning'");
                begun = System.nanoTime();
                claim(queue, table);
                claiming.add((System.nanoTime() - begun) / 1_000_000);
            }
            LOG.infof("%s, 100,000 rows of %d databases: pin %s ms, claim %s ms", table, databases, pinning, claiming);

            assertThat(median(pinning)).isLessThan(databases > 1000 ? 1000 : 250);
            assertThat(median(claiming)).isLessThan(100);
            catalogue.change("delete from " + table + " where database like 'crowd%'");
            catalogue.change("delete from backup where database like 'crowd%'");
        }
    }

    @Test
    void drills_that_people_request_do_not_keep_the_next_turn_from_the_queue() {
        due("drill", "asked", 1000, Duration.ofHours(1));

        assertThat(drills.isBusy()).isFalse();
        catalogue.change(
                "update drill set cause = 'long_ago' where id = (select id from drill where state = 'due' limit 1)");
        assertThat(drills.isBusy()).isTrue();
    }

    private static long median(List<Long> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    @Test
    void what_a_worker_died_of_runs_alone_among_its_like() {
        PinnedBackupQueue queue = queue("verification");
        due("verification", "one", 3, Duration.ofHours(1));
        due("verification", "two", 3, Duration.ofHours(1));
        catalogue.change("update verification set deaths = 1 where state = 'due'");

        pin(queue, "verification", 4);
        pin(queue, "verification", 4);

        assertThat(catalogue.row("select count(*) from verification where state = 'pinning'", row -> row.getInt(1)))
                .contains(1);
    }

    @Test
    void what_is_set_aside_waits_for_everything_else() {
        PinnedBackupQueue queue = queue("verification");
        due("verification", "aside", 1, Duration.ofHours(2));
        catalogue.change("update verification set deaths = 2, set_aside = true where state = 'due'");
        due("verification", "other", 1, Duration.ofHours(1));

        pin(queue, "verification", 4);
        catalogue.change("update verification set state = 'ready', pinned_at = 1 where state = 'pinning'");
        assertThat(claim(queue, "verification")).contains("other");
        pin(queue, "verification", 4);
        assertThat(catalogue.row("select 1 from verification where state = 'pinning'", row -> 1))
                .isEmpty();
        endOne("verification");
        pin(queue, "verification", 4);
        catalogue.change("update verification set state = 'ready', pinned_at = 1 where state = 'pinning'");

        assertThat(claim(queue, "verification")).contains("aside");
    }
}
