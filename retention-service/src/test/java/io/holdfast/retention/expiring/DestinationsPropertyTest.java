package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.Kind;
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
 * As the conversation's property, with two destinations off the host: copies arrive late, rot, are condemned and made anew,
 * destinations are away, storages lock, clocks jump and processes die.
 */
class DestinationsPropertyTest {

    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final List<String> ALL = List.of("local", "away", "vault");
    private static final Tiering TIERING = new Tiering(3, 2, 0, 0, null, ONE_DAY.multipliedBy(3));

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void no_copy_goes_that_is_needed(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 1, max = 3) int minimum) {
        World world = new World(new RetentionPolicy(
                Example.APP,
                ONE_DAY.multipliedBy(5),
                minimum,
                ONE_DAY,
                TIERING,
                List.of(Place.LOCAL, Example.AWAY, Example.VAULT)));
        world.storage.beforeDeletion(copy -> mayBeDeleted(copy, world));
        fifteenDays(world);

        history.forEach(code -> play(code, world));
        world.settle();

        everyDeletionIsOnTheLogOnce(world);
    }

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, 99_999).list().ofMinSize(5).ofMaxSize(45);
    }

    /** Three weeks' worth of what there is to decide; every fourth backup has not reached the vault yet. */
    private static void fifteenDays(World world) {
        for (int day = 0; day < 15; day++) {
            int backup = world.others.make(day == 8 ? Kind.SCHEMA_ONLY : Kind.FULL);
            world.others.copy(backup, "away", ALL);
            if (day % 4 != 0) {
                world.others.copy(backup, "vault", ALL);
            }
            world.others.read(backup, ALL);
            world.clocks.pass(ONE_DAY);
        }
        world.hear(Integer.MAX_VALUE);
    }

    private static void play(int code, World world) {
        int what = code % 100;
        int arg = code / 100;
        int backup = arg % world.others.backups();
        String place = ALL.get(arg / 20 % 3);
        if (what < 12) {
            world.hear(1 + arg % 4);
        } else if (what < 22) {
            world.relay(1 + arg % 4, arg % 7 == 0);
        } else if (what < 32) {
            world.plan();
        } else if (what < 44) {
            world.expire();
        } else if (what < 50) {
            world.withheld().ifPresent(world::approve);
        } else if (what < 54) {
            world.others.copy(backup, place, ALL);
        } else if (what < 60) {
            world.others.read(backup, ALL);
        } else if (what < 64) {
            world.storage.rot(Example.copy(backup, place).ref());
        } else if (what < 66) {
            world.others.condemn(backup, place);
        } else if (what < 68) {
            world.others.lock(backup, place, world.clocks.brokerNow().plus(ONE_DAY.multipliedBy(arg % 9)));
        } else if (what < 72) {
            world.storage.mounted(place, arg % 3 != 0);
        } else if (what < 88) {
            befall(what, arg, backup, world);
        } else {
            world.relay(10, false);
            world.hear(20);
        }
    }

    private static void befall(int what, int arg, int backup, World world) {
        switch (what) {
            case 72 -> world.hold(backup);
            case 73 -> world.release(backup);
            case 74 -> world.others.pin(backup, Duration.ofMinutes(2000));
            case 75, 76 -> world.crashAfter(arg % 12);
            case 77 -> world.clocks.local = jump(arg);
            case 78 -> world.clocks.catalogue = jump(arg);
            case 79 -> world.clocks.broker = jump(arg);
            case 80 -> {
                world.clocks.local = Duration.ZERO;
                world.clocks.catalogue = Duration.ZERO;
                world.clocks.broker = Duration.ZERO;
            }
            case 81 -> world.loseCatalogue();
            case 82 -> world.restart();
            case 83 -> world.others.make(Kind.FULL);
            case 84 -> world.clocks.pass(Duration.ofMinutes(arg % 180));
            default -> world.clocks.pass(ONE_DAY.multipliedBy(arg % 8));
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

    /** Judged at the very moment at which the bytes go, by what the service had heard. */
    private static void mayBeDeleted(CopyRef copy, World world) {
        CopyOracle heard = CopyOracle.of(world.log.entries, world.heard);
        BackupId target = heard.backupOf(copy);
        Instant now = world.clocks.now();

        assertThat(world.promisedHolds).as("a hold was promised").doesNotContain(target);
        assertThat(heard.isLocked(copy, now)).as("locked").isFalse();
        assertThat(heard.takenAt(target)).as("daily time").isBeforeOrEqualTo(now.minus(world.policy.keep()));
        if (heard.standsFor(target, TIERING, now)) {
            assertThat(copy.destination())
                    .as("off the host, in its tier's time")
                    .isEqualTo("local");
            for (String place : List.of("away", "vault")) {
                CopyRef other = new CopyRef(place, copy.key(), null);
                assertThat(heard.isProven(other)).as("proven at " + place).isTrue();
                assertThat(world.storage.isThere(other)).as("there at " + place).isTrue();
            }
        }
        assertThat(verifiedAndIntact(heard, target, world))
                .as("other verified backups of its kind with good bytes")
                .isGreaterThanOrEqualTo(world.policy.minimumVerified());
    }

    private static long verifiedAndIntact(CopyOracle heard, BackupId target, World world) {
        return heard.verifiedOfTheKindOf(target).stream()
                .filter(other -> !other.equals(target))
                .filter(other -> heard.copiesOf(other).stream().anyMatch(world.storage::isIntact))
                .count();
    }

    private static void everyDeletionIsOnTheLogOnce(World world) {
        Map<UUID, Long> ends = world.log.said(CopyExpired.class).stream()
                .collect(Collectors.groupingBy(CopyExpired::intent, Collectors.counting()));
        CopyOracle end = CopyOracle.of(world.log.entries, world.log.entries.size());
        assertThat(end.endsOfIntents.values()).allMatch(times -> times == 1);
        assertThat(ends.keySet()).isSubsetOf(end.endsOfIntents.keySet());
    }
}
