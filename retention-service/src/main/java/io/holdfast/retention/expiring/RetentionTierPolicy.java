package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the backups that represent a week, a month or a year are kept off the host (runbook, "Retention policy").
 *
 * @param weeks how long the oldest verified backup of each ISO week is kept; 0 disables the tier
 * @param months how long the oldest verified backup of each calendar month is kept; 0 disables the tier
 * @param years how long the oldest verified backup of each calendar year is kept; 0 disables the tier
 * @param last number of the newest verified backups of each kind that are kept at any age; 0 for none
 * @param archiveAfter age at which a copy that is kept for a month or longer moves to the archive class; if absent, it
 *     moves at the end of its daily and weekly time
 * @param unprotectedFor how much longer than its time a backup is kept while a destination has no copy of it
 */
public record RetentionTierPolicy(
        int weeks,
        int months,
        int years,
        int last,
        @Nullable Duration archiveAfter,
        Duration unprotectedFor) {

    /** The runbook's defaults. */
    public static final RetentionTierPolicy RUNBOOK = new RetentionTierPolicy(13, 12, 0, 0, null, Duration.ofDays(30));

    /** @throws IllegalArgumentException if a value is out of range, with a message for operators */
    public RetentionTierPolicy {
        requireNonNegative("retention-weeks", weeks);
        requireNonNegative("retention-months", months);
        requireNonNegative("retention-years", years);
        requireNonNegative("keep-last", last);
        if (archiveAfter != null) {
            requireNonNegative("archive-after-days", archiveAfter.toDays());
        }
        requireNonNegative("unprotected-days", unprotectedFor.toDays());
    }

    private static void requireNonNegative(String setting, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + " is " + value + "; set it to 0 or more");
        }
    }

    /** The enabled tiers without the daily one, shortest first. */
    List<RetentionTier> inUse() {
        List<RetentionTier> tiers = new ArrayList<>(3);
        if (weeks > 0) {
            tiers.add(RetentionTier.WEEKLY);
        }
        if (months > 0) {
            tiers.add(RetentionTier.MONTHLY);
        }
        if (years > 0) {
            tiers.add(RetentionTier.YEARLY);
        }
        return tiers;
    }

    /** When a tier's time ends for a backup of this instant. A month is a calendar month in UTC. */
    public Instant endOf(RetentionTier tier, Instant takenAt) {
        return switch (tier) {
            case DAILY -> takenAt;
            case WEEKLY -> takenAt.plus(Duration.ofDays(7L * weeks));
            case MONTHLY -> takenAt.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
            case YEARLY -> takenAt.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
        };
    }

    String lengthOf(RetentionTier tier) {
        return switch (tier) {
            case DAILY -> "";
            case WEEKLY -> weeks + " weeks";
            case MONTHLY -> months + " months";
            case YEARLY -> years + " years";
        };
    }

    /** The number of the ISO week, month or year in UTC that contains the instant. Numbers increase with time. */
    static long periodOf(RetentionTier tier, Instant takenAt) {
        long day = Math.floorDiv(takenAt.getEpochSecond(), 86_400L);
        return switch (tier) {
            case DAILY -> day;
            // 1970 began on a Thursday, and weeks begin on Mondays.
            case WEEKLY -> Math.floorDiv(day + 3, 7L);
            case MONTHLY -> LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH);
            case YEARLY -> LocalDate.ofEpochDay(day).getYear();
        };
    }

    /** When the time of a whole period ends. A backup that was not promoted for the period before then never is. */
    Instant endOfPeriod(RetentionTier tier, long number) {
        LocalDate first = switch (tier) {
            case DAILY -> LocalDate.ofEpochDay(number);
            case WEEKLY -> LocalDate.ofEpochDay(number * 7 - 3);
            case MONTHLY -> LocalDate.of((int) Math.floorDiv(number, 12L), (int) Math.floorMod(number, 12L) + 1, 1);
            case YEARLY -> LocalDate.of((int) number, 1, 1);
        };
        return endOf(tier, first.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
