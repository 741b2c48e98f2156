package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** For any copies at any destinations, in any condition, and at any time. */
class TiersPropertyTest {

    private static final List<String> PLACES = List.of("local", "away", "vault", "unknown");
    private static final RetentionTierPolicy TIERING = new RetentionTierPolicy(6, 5, 1, 0, null, Duration.ofDays(10));
    private static final RetentionPolicy POLICY = new RetentionPolicy(
            ExampleBackups.APP,
            Duration.ofDays(10),
            2,
            Duration.ofDays(3),
            TIERING,
            List.of(RetentionPolicyDestination.LOCAL, ExampleBackups.AWAY, ExampleBackups.VAULT));

    private final RetentionPlanner planner = new RetentionPlanner();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void every_deletion_is_permitted(@ForAll long seed, @ForAll @IntRange(min = -500, max = 900) int day) {
        List<BackupRecord> backups = books(seed);
        RetentionPlan plan = plan(backups, day);
        Map<String, BackupId> representatives = representatives(backups);

        for (Entry entry : plan.entries()) {
            for (CopyRetentionDecision copy : entry.due()) {
                mayGo(entry, copy, plan, representatives);
            }
        }
        enoughSurvive(plan);
    }

    private static void mayGo(
            Entry entry, CopyRetentionDecision going, RetentionPlan plan, Map<String, BackupId> representatives) {
        BackupRecord backup = entry.backup();
        StoredCopy copy = going.copy();
        assertThat(backup.hold()).isNull();
        assertThat(backup.isPinned(plan.at())).isFalse();
        assertThat(copy.isLocked(plan.at())).as("locked").isFalse();
        assertThat(copy.destination()).isNotEqualTo("unknown");
        assertThat(entry.survivors()).isNotEmpty().doesNotContain(backup.id());
        assertThat(backup.state()).isIn(BackupState.VERIFIED, BackupState.COMPLETED, BackupState.CONDEMNED);
        if (backup.state() == BackupState.CONDEMNED) {
            return;
        }
        assertThat(backup.takenAt().plus(POLICY.keep())).isBeforeOrEqualTo(plan.at());
        if (isInTier(backup, plan.at(), representatives)) {
            assertThat(copy.destination()).as("in its tier's time").isEqualTo("local");
            assertThat(List.of("away", "vault")).allMatch(place -> isProvenAt(place, backup));
        }
    }

    private static boolean isProvenAt(String place, BackupRecord backup) {
        return backup.copies().stream()
                .anyMatch(copy -> copy.destination().equals(place)
                        && copy.condition() == Condition.PRESENT
                        && copy.provenAt() != null
                        && backup.intents().stream()
                                .noneMatch(intent ->
                                        intent.copy().equals(copy.copy().ref())));
    }

    private static boolean isInTier(BackupRecord backup, Instant now, Map<String, BackupId> representatives) {
        OffsetDateTime taken = backup.takenAt().atOffset(ZoneOffset.UTC);
        return periods(backup).entrySet().stream().anyMatch(period -> {
            RetentionTier tier = period.getValue();
            boolean stands = backup.isPromotedTo(tier)
                    ? isGood(backup)
                    : backup.id().equals(representatives.get(period.getKey()))
                            && now.isBefore(end(tier, firstDay(tier, taken)));
            return stands && now.isBefore(end(tier, taken));
        });
    }

    private static OffsetDateTime firstDay(RetentionTier tier, OffsetDateTime taken) {
        OffsetDateTime day = taken.truncatedTo(ChronoUnit.DAYS);
        return switch (tier) {
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case YEARLY -> day.withDayOfYear(1);
        };
    }

    private static Instant end(RetentionTier tier, OffsetDateTime since) {
        return switch (tier) {
            case DAILY -> since.toInstant();
            case WEEKLY -> since.plusWeeks(6).toInstant();
            case MONTHLY -> since.plusMonths(5).toInstant();
            case YEARLY -> since.plusYears(1).toInstant();
        };
    }

    private static boolean isGood(BackupRecord backup) {
        return backup.state() == BackupState.VERIFIED
                && backup.copies().stream()
                        .anyMatch(copy -> copy.condition() == Condition.PRESENT
                                && backup.intents().stream()
                                        .noneMatch(intent ->
                                                intent.copy().equals(copy.copy().ref())));
    }

    /** Computed as simply as possible, without the code under test. */
    private static Map<String, BackupId> representatives(List<BackupRecord> backups) {
        Map<String, BackupRecord> first = new HashMap<>();
        backups.stream()
                .filter(TiersPropertyTest::isGood)
                .forEach(backup -> periods(backup)
                        .forEach((period, tier) ->
                                first.merge(period, backup, (one, other) -> isBefore(one, other, tier) ? one : other)));
        return first.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().id()));
    }

    private static boolean isBefore(BackupRecord one, BackupRecord other, RetentionTier tier) {
        if (one.isPromotedTo(tier) != other.isPromotedTo(tier)) {
            return one.isPromotedTo(tier);
        }
        return BackupRecord.NEWEST_FIRST.compare(one, other) > 0;
    }

    private static Map<String, RetentionTier> periods(BackupRecord backup) {
        LocalDate date = backup.takenAt().atOffset(ZoneOffset.UTC).toLocalDate();
        BackupKind kind = backup.kind();
        return Map.of(
                kind + "W" + date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                RetentionTier.WEEKLY,
                kind + "M" + date.getYear() + "-" + date.getMonthValue(),
                RetentionTier.MONTHLY,
                kind + "Y" + date.getYear(),
                RetentionTier.YEARLY);
    }

    private static void enoughSurvive(RetentionPlan plan) {
        for (BackupKind kind : BackupKind.values()) {
            long before = plan.entries().stream()
                    .filter(entry -> entry.backup().kind() == kind && isGood(entry, false))
                    .count();
            long after = plan.entries().stream()
                    .filter(entry -> entry.backup().kind() == kind && isGood(entry, true))
                    .count();
            assertThat(after).isGreaterThanOrEqualTo(Math.min(before, POLICY.minimumVerified()));
        }
    }

    private static boolean isGood(Entry entry, boolean afterwards) {
        return entry.backup().state() == BackupState.VERIFIED
                && entry.copies().stream()
                        .anyMatch(plan -> plan.copy().isGood()
                                && !entry.backup().isGoing(plan.copy())
                                && !(afterwards && plan.expires()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void planning_again_gives_the_same_plan_and_after_it_nothing_more_to_do(
            @ForAll long seed, @ForAll @IntRange(min = -500, max = 900) int day) {
        List<BackupRecord> backups = books(seed);
        RetentionPlan plan = plan(backups, day);

        RetentionPlan again = plan(backups, day);
        RetentionPlan afterwards = plan(carriedOut(backups, plan), day);

        assertThat(again).isEqualTo(plan);
        assertThat(afterwards.copiesDue()).isZero();
    }

    private static List<BackupRecord> carriedOut(List<BackupRecord> backups, RetentionPlan plan) {
        Map<BackupId, BackupRecord> after = new HashMap<>();
        backups.forEach(backup -> after.put(backup.id(), backup));
        for (Entry entry : plan.entries()) {
            for (CopyRetentionDecision going : entry.due()) {
                after.computeIfPresent(entry.backup().id(), (id, record) -> {
                    BackupRecord without = record.withCopy(going.copy().copy().ref(), Condition.EXPIRED);
                    return without.isStored() ? without : RetentionEventProjection.expired(without);
                });
            }
        }
        return List.copyOf(after.values());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_plan_that_needs_no_approval_loses_few(@ForAll long seed) {
        RetentionPlan plan = plan(books(seed), 800);

        long lost = plan.permitted(Set.of()).stream()
                .filter(entry -> entry.copies().stream()
                        .noneMatch(copy -> !copy.expires() && copy.copy().isProven()))
                .count();

        assertThat(lost <= 3 || lost * 10 <= plan.stored()).isTrue();
    }

    private RetentionPlan plan(List<BackupRecord> backups, int day) {
        return planner.plan(backups, POLICY, ExampleBackups.NOW.plus(Duration.ofDays(day)));
    }

    /**
     * Up to 40 backups over a year and a half: mostly verified, with copies in all conditions at up to four
     * destinations.
     */
    private static List<BackupRecord> books(long seed) {
        Random random = new Random(seed);
        List<BackupRecord> backups = new ArrayList<>();
        int count = random.nextInt(40);
        for (int number = 1; number <= count; number++) {
            backups.add(backup(number, random));
        }
        return backups;
    }

    private static BackupRecord backup(int number, Random random) {
        Duration age = Duration.ofHours(random.nextInt(24 * 500) - 24 * 100);
        BackupRecord record = ExampleBackups.verified(number, age)
                .withCopies(PLACES.stream()
                        .filter(place -> random.nextInt(10) < (place.equals("unknown") ? 1 : 7))
                        .map(place -> copy(number, place, age, random))
                        .toList());
        if (random.nextInt(4) == 0) {
            BackupState[] states = BackupState.values();
            record = record.in(states[random.nextInt(states.length)]);
        }
        record = random.nextInt(12) == 0 ? record.withHold(new BackupHold("jo", "audit")) : record;
        record =
                random.nextInt(12) == 0 ? record.withPin(new BackupPin(new UUID(0, 1), "verify", pinned(age))) : record;
        record = random.nextInt(6) == 0 ? record.of(BackupKind.SCHEMA_ONLY) : record;
        record = random.nextInt(6) == 0 ? record.promoted(new TierPromotion(RetentionTier.WEEKLY, null)) : record;
        return random.nextInt(10) == 0 ? expiring(record) : record;
    }

    private static Instant pinned(Duration age) {
        return ExampleBackups.NOW.minus(age).plus(Duration.ofDays(60));
    }

    private static StoredCopy copy(int number, String place, Duration age, Random random) {
        StoredCopy copy = StoredCopy.present(ExampleBackups.copy(number, place));
        copy = random.nextInt(4) == 0 ? copy : copy.proven(ExampleBackups.NOW.minus(age));
        copy = random.nextInt(5) == 0 ? copy.locked(pinned(age)) : copy;
        return switch (random.nextInt(8)) {
            case 0 -> copy.in(Condition.CONDEMNED);
            case 1 -> copy.in(Condition.EXPIRED);
            default -> copy;
        };
    }

    private static BackupRecord expiring(BackupRecord record) {
        return record.storedCopies()
                .findFirst()
                .map(copy -> record.withIntent(new DeletionIntent(
                        new UUID(7, 7),
                        copy.copy().ref(),
                        false,
                        "old",
                        List.of(ExampleBackups.id(1)),
                        DeletionIntent.Stage.ANNOUNCED,
                        null,
                        ExampleBackups.NOW,
                        null)))
                .orElse(record);
    }
}
