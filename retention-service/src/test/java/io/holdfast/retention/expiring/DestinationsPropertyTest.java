package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.RetentionEvent.CopyExpired;
import java.time.Duration;
import java.time.Instant;
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
 * Like {@link DeletionProtocolPropertyTest}, with two off-site destinations: copies arrive late, degrade, are condemned
 * and replaced, destinations become unreachable, storages lock, clocks jump and processes crash.
 */
class DestinationsPropertyTest {

    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final List<String> ALL = List.of("local", "away", "vault");
    private static final RetentionTierPolicy TIERING =
            new RetentionTierPolicy(3, 2, 0, 0, null, ONE_DAY.multipliedBy(3));

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void no_copy_goes_that_is_needed(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 1, max = 3) int minimum) {
        RetentionFixture fixture = new RetentionFixture(new RetentionPolicy(
                ExampleBackups.APP,
                ONE_DAY.multipliedBy(5),
                minimum,
                ONE_DAY,
                TIERING,
                List.of(RetentionPolicyDestination.LOCAL, ExampleBackups.AWAY, ExampleBackups.VAULT)));
        fixture.storage.beforeDeletion(copy -> mayBeDeleted(copy, fixture));
        fifteenDays(fixture);

        history.forEach(code -> play(code, fixture));
        fixture.settle();

        everyDeletionIsOnTheLogOnce(fixture);
    }

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, 99_999).list().ofMinSize(5).ofMaxSize(45);
    }

    /** Three weeks of backups to decide about. Every fourth backup has no copy in the vault yet. */
    private static void fifteenDays(RetentionFixture fixture) {
        for (int day = 0; day < 15; day++) {
            int backup = fixture.others.make(day == 8 ? BackupKind.SCHEMA_ONLY : BackupKind.FULL);
            fixture.others.copy(backup, "away", ALL);
            if (day % 4 != 0) {
                fixture.others.copy(backup, "vault", ALL);
            }
            fixture.others.read(backup, ALL);
            fixture.clocks.pass(ONE_DAY);
        }
        fixture.receive(Integer.MAX_VALUE);
    }

    private static void play(int code, RetentionFixture fixture) {
        int what = code % 100;
        int arg = code / 100;
        int backup = arg % fixture.others.backups();
        String place = ALL.get(arg / 20 % 3);
        if (what < 12) {
            fixture.receive(1 + arg % 4);
        } else if (what < 22) {
            fixture.relay(1 + arg % 4, arg % 7 == 0);
        } else if (what < 32) {
            fixture.plan();
        } else if (what < 44) {
            fixture.expire();
        } else if (what < 50) {
            fixture.withheld().ifPresent(fixture::approve);
        } else if (what < 54) {
            fixture.others.copy(backup, place, ALL);
        } else if (what < 60) {
            fixture.others.read(backup, ALL);
        } else if (what < 64) {
            fixture.storage.rot(ExampleBackups.copy(backup, place).ref());
        } else if (what < 66) {
            fixture.others.condemn(backup, place);
        } else if (what < 68) {
            fixture.others.lock(backup, place, fixture.clocks.brokerNow().plus(ONE_DAY.multipliedBy(arg % 9)));
        } else if (what < 72) {
            fixture.storage.mounted(place, arg % 3 != 0);
        } else if (what < 88) {
            befall(what, arg, backup, fixture);
        } else {
            fixture.relay(10, false);
            fixture.receive(20);
        }
    }

    private static void befall(int what, int arg, int backup, RetentionFixture fixture) {
        switch (what) {
            case 72 -> fixture.hold(backup);
            case 73 -> fixture.release(backup);
            case 74 -> fixture.others.pin(backup, Duration.ofMinutes(2000));
            case 75, 76 -> fixture.crashAfter(arg % 12);
            case 77 -> fixture.clocks.local = jump(arg);
            case 78 -> fixture.clocks.catalogue = jump(arg);
            case 79 -> fixture.clocks.broker = jump(arg);
            case 80 -> {
                fixture.clocks.local = Duration.ZERO;
                fixture.clocks.catalogue = Duration.ZERO;
                fixture.clocks.broker = Duration.ZERO;
            }
            case 81 -> fixture.loseCatalogue();
            case 82 -> fixture.restart();
            case 83 -> fixture.others.make(BackupKind.FULL);
            case 84 -> fixture.clocks.pass(Duration.ofMinutes(arg % 180));
            default -> fixture.clocks.pass(ONE_DAY.multipliedBy(arg % 8));
        }
    }

    private static Duration jump(int arg) {
        return switch (arg % 4) {
            case 0 -> Duration.ofMinutes(4);
            case 1 -> Duration.ofMinutes(-6);
            case 2 -> ONE_DAY.multipliedBy(60);
            default -> ONE_DAY.multipliedBy(-60);
        };
    }

    /** Checks the permission at the moment of the deletion, by the events that the service had received. */
    private static void mayBeDeleted(CopyLocation copy, RetentionFixture fixture) {
        CopyOracle heard = CopyOracle.of(fixture.log.entries, fixture.heard);
        BackupId target = heard.backupOf(copy);
        Instant now = fixture.clocks.now();

        assertThat(fixture.promisedHolds).as("a hold was promised").doesNotContain(target);
        assertThat(heard.isLocked(copy, now)).as("locked").isFalse();
        assertThat(heard.takenAt(target)).as("daily time").isBeforeOrEqualTo(now.minus(fixture.policy.keep()));
        if (heard.standsFor(target, TIERING, now)) {
            assertThat(copy.destination())
                    .as("off the host, in its tier's time")
                    .isEqualTo("local");
            for (String place : List.of("away", "vault")) {
                CopyLocation other = new CopyLocation(place, copy.key(), null);
                assertThat(heard.isProven(other)).as("proven at " + place).isTrue();
                assertThat(fixture.storage.isThere(other))
                        .as("there at " + place)
                        .isTrue();
            }
        }
        assertThat(verifiedAndIntact(heard, target, fixture))
                .as("other verified backups of its kind with good bytes")
                .isGreaterThanOrEqualTo(fixture.policy.minimumVerified());
    }

    private static long verifiedAndIntact(CopyOracle heard, BackupId target, RetentionFixture fixture) {
        return heard.verifiedOfTheKindOf(target).stream()
                .filter(other -> !other.equals(target))
                .filter(other -> heard.copiesOf(other).stream().anyMatch(fixture.storage::isIntact))
                .count();
    }

    private static void everyDeletionIsOnTheLogOnce(RetentionFixture fixture) {
        Map<UUID, Long> ends = fixture.log.published(CopyExpired.class).stream()
                .collect(Collectors.groupingBy(CopyExpired::intent, Collectors.counting()));
        CopyOracle end = CopyOracle.of(fixture.log.entries, fixture.log.entries.size());
        assertThat(end.endsOfIntents.values()).allMatch(times -> times == 1);
        assertThat(ends.keySet()).isSubsetOf(end.endsOfIntents.keySet());
    }
}
