package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.CopyExpired;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * For any events of others, in any order in the event log, with clock jumps and crashes: by the event log alone, each
 * deletion was permitted.
 */
class DeletionProtocolPropertyTest {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void nothing_is_deleted_that_the_log_protects(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 1, max = 3) int minimum) {
        RetentionFixture fixture = new RetentionFixture(
                new RetentionPolicy(ExampleBackups.APP, ONE_DAY.multipliedBy(5), minimum, ONE_DAY));
        fixture.storage.beforeDeletion(copy -> mayBeDeleted(copy, fixture));
        tenVerifiedDays(fixture);

        history.forEach(code -> play(code, fixture));
        fixture.settle();

        booksAreBalanced(fixture);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void an_empty_catalogue_gets_the_same_records_from_the_log(@ForAll("histories") List<Integer> history) {
        RetentionFixture fixture =
                new RetentionFixture(new RetentionPolicy(ExampleBackups.APP, ONE_DAY.multipliedBy(5), 2, ONE_DAY));
        tenVerifiedDays(fixture);
        history.forEach(code -> play(code, fixture));
        fixture.settle();
        List<BackupRecord> before = fixture.catalogue.all();

        fixture.loseCatalogue();
        fixture.receive(Integer.MAX_VALUE);

        assertThat(fixture.catalogue.all().stream().map(DeletionProtocolPropertyTest::asTheLogKnowsIt))
                .isEqualTo(before.stream()
                        .map(DeletionProtocolPropertyTest::asTheLogKnowsIt)
                        .toList());
    }

    /**
     * Removes what the catalog knows earlier than the event log: the time of an announcement, and that a copy is
     * deleted. Events about such a backup are not recorded meanwhile.
     */
    private static BackupRecord asTheLogKnowsIt(BackupRecord record) {
        BackupRecord without = record.withIntents(List.of());
        return record.state() == BackupState.EXPIRED ? without.with(BackupVerificationState.NONE) : without;
    }

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, 99_999).list().ofMinSize(5).ofMaxSize(45);
    }

    /** Most of them are due, so that there is a decision from the first step on. */
    private static void tenVerifiedDays(RetentionFixture fixture) {
        for (int day = 0; day < 10; day++) {
            fixture.others.verify(fixture.others.make(day == 8 ? BackupKind.SCHEMA_ONLY : BackupKind.FULL));
            fixture.clocks.pass(ONE_DAY);
        }
        fixture.receive(Integer.MAX_VALUE);
    }

    private static void play(int code, RetentionFixture fixture) {
        int what = code % 100;
        int arg = code / 100;
        int backup = arg % fixture.others.backups();
        if (what < 14) {
            fixture.receive(1 + arg % 4);
        } else if (what < 26) {
            fixture.relay(1 + arg % 4, arg % 7 == 0);
        } else if (what < 36) {
            fixture.plan();
        } else if (what < 48) {
            fixture.expire();
        } else if (what < 52) {
            approveOne(fixture);
        } else if (what < 57) {
            fixture.hold(backup);
        } else if (what < 60) {
            fixture.release(backup);
        } else if (what < 64) {
            fixture.others.pin(backup, Duration.ofMinutes(arg % 3 == 0 ? 1 : 2000));
        } else if (what < 66) {
            fixture.others.unpin(backup);
        } else if (what < 76) {
            publish(arg / 16, backup, fixture);
        } else if (what < 81) {
            fixture.crashAfter(arg % 12);
        } else if (what < 92) {
            befall(what, arg, backup, fixture);
        } else {
            fixture.relay(10, false);
            fixture.receive(20);
        }
    }

    private static void approveOne(RetentionFixture fixture) {
        fixture.catalogue.withheld().stream().sorted().findFirst().ifPresent(fixture::approve);
    }

    private static void publish(int arg, int backup, RetentionFixture fixture) {
        switch (arg % 5) {
            case 0 -> fixture.others.condemn(backup);
            case 1 -> fixture.others.suspect(backup);
            case 2 -> fixture.others.accept(backup);
            case 3 -> fixture.others.verify(backup);
            default -> fixture.others.make(arg % 2 == 0 ? BackupKind.FULL : BackupKind.SCHEMA_ONLY);
        }
    }

    private static void befall(int what, int arg, int backup, RetentionFixture fixture) {
        switch (what) {
            case 81 -> fixture.storage.rot(RetentionFixture.ref(backup));
            case 82 -> fixture.storage.lose(RetentionFixture.ref(backup));
            case 83 -> fixture.storage.mounted(arg % 3 != 0);
            case 84 -> fixture.clocks.local = jump(arg);
            case 85 -> fixture.clocks.catalogue = jump(arg);
            case 86 -> fixture.clocks.broker = jump(arg);
            case 87 -> {
                fixture.clocks.local = Duration.ZERO;
                fixture.clocks.catalogue = Duration.ZERO;
                fixture.clocks.broker = Duration.ZERO;
            }
            case 88 -> fixture.loseCatalogue();
            case 89 -> fixture.restart();
            case 90 -> fixture.clocks.pass(Duration.ofMinutes(arg % 180));
            default -> fixture.clocks.pass(ONE_DAY.multipliedBy(arg % 4));
        }
    }

    private static Duration jump(int arg) {
        return switch (arg % 5) {
            case 0 -> Duration.ofMinutes(4);
            case 1 -> Duration.ofMinutes(-4);
            case 2 -> ONE_DAY.multipliedBy(400);
            case 3 -> ONE_DAY.multipliedBy(-400);
            default -> Duration.ofMinutes(6);
        };
    }

    /** Checks the permission at the moment of the deletion. */
    private static void mayBeDeleted(CopyLocation copy, RetentionFixture fixture) {
        Oracle heard = Oracle.of(fixture.log.entries, fixture.heard);
        BackupExpiring intent = heard.openIntents.values().stream()
                .filter(open -> open.copy().equals(copy))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(copy + " was deleted without an announcement that was read back"));
        BackupId target = intent.backup();
        int position = Oracle.positionOf(intent.intent(), fixture.log.entries);
        Oracle before = Oracle.of(fixture.log.entries, position);

        assertThat(before.held).as("held before the intent").doesNotContain(target);
        assertThat(fixture.promisedHolds).as("a hold was promised").doesNotContain(target);
        assertThat(before.pins.get(target))
                .as("pinned before the intent")
                .satisfiesAnyOf(
                        until -> assertThat(until).isNull(),
                        until -> assertThat(until)
                                .isBeforeOrEqualTo(
                                        fixture.log.entries.get(position).brokerTime()));
        assertThat(heard.states.get(target)).isIn("verified", "completed", "condemned");
        assertThat(intent.survivors())
                .as("counted on")
                .isNotEmpty()
                .allSatisfy(survivor -> assertThat(before.states.get(survivor)).isEqualTo("verified"));
        assertThat(Duration.between(fixture.clocks.now(), fixture.clocks.catalogueNow())
                        .abs())
                .as("clocks")
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        enoughSurvive(target, heard, fixture);
    }

    private static void enoughSurvive(BackupId target, Oracle heard, RetentionFixture fixture) {
        boolean isBad = "condemned".equals(heard.states.get(target));
        if (!isBad) {
            assertThat(heard.startedAt.get(target))
                    .as("age")
                    .isBeforeOrEqualTo(fixture.clocks.now().minus(fixture.policy.keep()));
        }
        long survivors = heard.states.entrySet().stream()
                .filter(other -> !other.getKey().equals(target))
                .filter(other -> other.getValue().equals("verified"))
                .filter(other -> heard.kinds.get(other.getKey()) == heard.kinds.get(target))
                .filter(other -> fixture.storage.isIntact(
                        RetentionFixture.ref((int) other.getKey().value().getLeastSignificantBits())))
                .count();
        assertThat(survivors)
                .as("verified backups of its kind whose bytes are good")
                .isGreaterThanOrEqualTo(isBad ? 1 : fixture.policy.minimumVerified());
    }

    /** Every intent ends at most once, and a copy is missing only if the event log says so, or if it was lost. */
    private static void booksAreBalanced(RetentionFixture fixture) {
        Oracle end = Oracle.of(fixture.log.entries, fixture.log.entries.size());
        assertThat(end.endsOfIntents.values()).allMatch(ends -> ends == 1);
        Map<CopyLocation, List<UUID>> expired = fixture.log.published(CopyExpired.class).stream()
                .collect(Collectors.groupingBy(
                        CopyExpired::copy, Collectors.mapping(CopyExpired::intent, Collectors.toList())));
        expired.forEach((copy, intents) -> {
            assertThat(intents.stream().distinct()).as("deletions of " + copy).hasSize(1);
            assertThat(fixture.storage.isThere(copy)).isFalse();
        });
    }
}
