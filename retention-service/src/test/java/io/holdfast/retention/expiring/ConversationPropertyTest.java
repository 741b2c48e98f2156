package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.Kind;
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
 * Whatever others say and do, in whatever order it reaches the log, however clocks jump and processes die: what is deleted
 * was allowed to be deleted, by the log alone.
 */
class ConversationPropertyTest {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void nothing_is_deleted_that_the_log_protects(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 1, max = 3) int minimum) {
        World world = new World(new RetentionPolicy(Example.APP, ONE_DAY.multipliedBy(5), minimum, ONE_DAY));
        world.storage.beforeDeletion(copy -> mayBeDeleted(copy, world));
        tenVerifiedDays(world);

        history.forEach(code -> play(code, world));
        world.settle();

        booksAreBalanced(world);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void an_empty_catalogue_learns_the_same_books_from_the_log(@ForAll("histories") List<Integer> history) {
        World world = new World(new RetentionPolicy(Example.APP, ONE_DAY.multipliedBy(5), 2, ONE_DAY));
        tenVerifiedDays(world);
        history.forEach(code -> play(code, world));
        world.settle();
        List<Backup> before = world.catalogue.all();

        world.loseCatalogue();
        world.hear(Integer.MAX_VALUE);

        assertThat(world.catalogue.all().stream().map(ConversationPropertyTest::asTheLogKnowsIt))
                .isEqualTo(before.stream()
                        .map(ConversationPropertyTest::asTheLogKnowsIt)
                        .toList());
    }

    /**
     * What the catalogue knows earlier than the log tells it: when it announced an intent, and that a copy is gone; what is
     * said of that backup meanwhile it does not write down.
     */
    private static Backup asTheLogKnowsIt(Backup page) {
        Backup without = page.withIntents(List.of());
        return page.state() == State.EXPIRED ? without.with(Trust.NONE) : without;
    }

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, 99_999).list().ofMinSize(5).ofMaxSize(45);
    }

    /** Most of them are due, so that there is something to decide from the first step on. */
    private static void tenVerifiedDays(World world) {
        for (int day = 0; day < 10; day++) {
            world.others.verify(world.others.make(day == 8 ? Kind.SCHEMA_ONLY : Kind.FULL));
            world.clocks.pass(ONE_DAY);
        }
        world.hear(Integer.MAX_VALUE);
    }

    private static void play(int code, World world) {
        int what = code % 100;
        int arg = code / 100;
        int backup = arg % world.others.backups();
        if (what < 14) {
            world.hear(1 + arg % 4);
        } else if (what < 26) {
            world.relay(1 + arg % 4, arg % 7 == 0);
        } else if (what < 36) {
            world.plan();
        } else if (what < 48) {
            world.expire();
        } else if (what < 52) {
            approveOne(world);
        } else if (what < 57) {
            world.hold(backup);
        } else if (what < 60) {
            world.release(backup);
        } else if (what < 64) {
            world.others.pin(backup, Duration.ofMinutes(arg % 3 == 0 ? 1 : 2000));
        } else if (what < 66) {
            world.others.unpin(backup);
        } else if (what < 76) {
            say(arg / 16, backup, world);
        } else if (what < 81) {
            world.crashAfter(arg % 12);
        } else if (what < 92) {
            befall(what, arg, backup, world);
        } else {
            world.relay(10, false);
            world.hear(20);
        }
    }

    private static void approveOne(World world) {
        world.catalogue.withheld().stream().sorted().findFirst().ifPresent(world::approve);
    }

    private static void say(int arg, int backup, World world) {
        switch (arg % 5) {
            case 0 -> world.others.condemn(backup);
            case 1 -> world.others.suspect(backup);
            case 2 -> world.others.accept(backup);
            case 3 -> world.others.verify(backup);
            default -> world.others.make(arg % 2 == 0 ? Kind.FULL : Kind.SCHEMA_ONLY);
        }
    }

    private static void befall(int what, int arg, int backup, World world) {
        switch (what) {
            case 81 -> world.storage.rot(World.ref(backup));
            case 82 -> world.storage.lose(World.ref(backup));
            case 83 -> world.storage.mounted(arg % 3 != 0);
            case 84 -> world.clocks.local = jump(arg);
            case 85 -> world.clocks.catalogue = jump(arg);
            case 86 -> world.clocks.broker = jump(arg);
            case 87 -> {
                world.clocks.local = Duration.ZERO;
                world.clocks.catalogue = Duration.ZERO;
                world.clocks.broker = Duration.ZERO;
            }
            case 88 -> world.loseCatalogue();
            case 89 -> world.restart();
            case 90 -> world.clocks.pass(Duration.ofMinutes(arg % 180));
            default -> world.clocks.pass(ONE_DAY.multipliedBy(arg % 4));
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

    /** Judged at the very moment at which the bytes go. */
    private static void mayBeDeleted(CopyRef copy, World world) {
        Oracle heard = Oracle.of(world.log.entries, world.heard);
        BackupExpiring intent = heard.openIntents.values().stream()
                .filter(open -> open.copy().equals(copy))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(copy + " was deleted without an announcement that was read back"));
        BackupId target = intent.backup();
        int position = Oracle.positionOf(intent.intent(), world.log.entries);
        Oracle before = Oracle.of(world.log.entries, position);

        assertThat(before.held).as("held before the intent").doesNotContain(target);
        assertThat(world.promisedHolds).as("a hold was promised").doesNotContain(target);
        assertThat(before.pins.get(target))
                .as("pinned before the intent")
                .satisfiesAnyOf(
                        until -> assertThat(until).isNull(),
                        until -> assertThat(until)
                                .isBeforeOrEqualTo(
                                        world.log.entries.get(position).brokerTime()));
        assertThat(heard.states.get(target)).isIn("verified", "completed", "condemned");
        assertThat(intent.survivors())
                .as("counted on")
                .isNotEmpty()
                .allSatisfy(survivor -> assertThat(before.states.get(survivor)).isEqualTo("verified"));
        assertThat(Duration.between(world.clocks.now(), world.clocks.catalogueNow())
                        .abs())
                .as("clocks")
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        enoughSurvive(target, heard, world);
    }

    private static void enoughSurvive(BackupId target, Oracle heard, World world) {
        boolean isBad = "condemned".equals(heard.states.get(target));
        if (!isBad) {
            assertThat(heard.startedAt.get(target))
                    .as("age")
                    .isBeforeOrEqualTo(world.clocks.now().minus(world.policy.keep()));
        }
        long survivors = heard.states.entrySet().stream()
                .filter(other -> !other.getKey().equals(target))
                .filter(other -> other.getValue().equals("verified"))
                .filter(other -> heard.kinds.get(other.getKey()) == heard.kinds.get(target))
                .filter(other -> world.storage.isIntact(
                        World.ref((int) other.getKey().value().getLeastSignificantBits())))
                .count();
        assertThat(survivors)
                .as("verified backups of its kind whose bytes are good")
                .isGreaterThanOrEqualTo(isBad ? 1 : world.policy.minimumVerified());
    }

    /** Every intent ends at most once, and a copy is gone exactly where the log says so (or where it was lost). */
    private static void booksAreBalanced(World world) {
        Oracle end = Oracle.of(world.log.entries, world.log.entries.size());
        assertThat(end.endsOfIntents.values()).allMatch(ends -> ends == 1);
        Map<CopyRef, List<UUID>> expired = world.log.said(CopyExpired.class).stream()
                .collect(Collectors.groupingBy(
                        CopyExpired::copy, Collectors.mapping(CopyExpired::intent, Collectors.toList())));
        expired.forEach((copy, intents) -> {
            assertThat(intents.stream().distinct()).as("deletions of " + copy).hasSize(1);
            assertThat(world.storage.isThere(copy)).isFalse();
        });
    }
}
