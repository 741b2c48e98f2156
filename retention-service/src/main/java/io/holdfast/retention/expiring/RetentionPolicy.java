package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long, and at which destinations, the backups of one database are kept.
 *
 * @param keep age after which a backup that represents no longer tier may be deleted, at least one day (runbook:
 *     {@code BACKUP_RETENTION_DAYS}, 30 days)
 * @param minimumVerified number of verified backups of each kind that are kept at any age, at least 1
 * @param inspection how long a condemned backup is kept for inspection
 * @param tiering how long tier representatives are kept off the host; no effect without an off-site destination
 * @param places all configured destinations; copies at other destinations are never deleted
 */
public record RetentionPolicy(
        DatabaseId database,
        Duration keep,
        int minimumVerified,
        Duration inspection,
        RetentionTierPolicy tiering,
        List<RetentionPolicyDestination> places) {

    /** @throws IllegalArgumentException if a value is out of range, with a message for operators */
    public RetentionPolicy {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("backups of " + database + " would be kept for less than one day;"
                    + " set its retention-days (or BACKUP_RETENTION_DAYS) to 1 or more");
        }
        if (minimumVerified < 1) {
            throw new IllegalArgumentException("minimum-verified of " + database + " is " + minimumVerified
                    + ", but the last verified backup is never deleted; set it to 1 or more");
        }
        if (inspection.isNegative()) {
            throw new IllegalArgumentException("the inspection time of condemned backups of " + database
                    + " is negative; set inspection-days to 0 or more");
        }
        places = List.copyOf(places);
    }

    /** A policy for one host with one directory. */
    public RetentionPolicy(DatabaseId database, Duration keep, int minimumVerified, Duration inspection) {
        this(
                database,
                keep,
                minimumVerified,
                inspection,
                RetentionTierPolicy.RUNBOOK,
                List.of(RetentionPolicyDestination.LOCAL));
    }

    /** Destinations that survive the loss of the host and should have every backup. */
    List<RetentionPolicyDestination> offSite() {
        return places.stream()
                .filter(destination -> destination.isWanted() && destination.isOffSite())
                .toList();
    }

    /** Whether the copy is at an off-site destination. */
    public boolean isOffSite(StoredCopy copy) {
        return placeOf(copy).map(RetentionPolicyDestination::isOffSite).orElse(false);
    }

    Optional<RetentionPolicyDestination> placeOf(StoredCopy copy) {
        for (RetentionPolicyDestination destination : places) {
            if (destination.destination().equals(copy.destination())) {
                return Optional.of(destination);
            }
        }
        return Optional.empty();
    }

    /** Empty without an off-site destination, because the longer tiers require one. */
    List<RetentionTier> tiersInUse() {
        return offSite().isEmpty() ? List.of() : tiering.inUse();
    }

    /** When the daily time of a backup ends. */
    Instant dailyEnd(BackupRecord backup) {
        return backup.takenAt().plus(keep);
    }

    /** When the last of these tiers ends, but not before the end of the daily time. */
    public Instant endOf(BackupRecord backup, List<RetentionTier> tiers) {
        Instant end = dailyEnd(backup);
        for (RetentionTier tier : tiers) {
            Instant other = tiering.endOf(tier, backup.takenAt());
            end = other.isAfter(end) ? other : end;
        }
        return end;
    }

    /** A warning for operators who expect tiers but have no off-site destination; empty otherwise. */
    public Optional<String> remark() {
        return offSite().isEmpty() && !tiering.inUse().isEmpty()
                ? Optional.of(
                        wordsOfTiers() + " require an off-site destination, but none is configured. If this host is"
                                + " lost, all backups are lost.")
                : Optional.empty();
    }

    private String wordsOfTiers() {
        String words = tiering.inUse().stream().map(RetentionTier::word).collect(Collectors.joining(", "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + " backups";
    }

    /** The policy in one sentence. */
    public String inWords() {
        return "kept for " + keep.toDays() + " days" + tiersInWords() + "; the " + minimumVerified
                + " newest verified backups of each kind are kept at any age; condemned backups are kept for "
                + inspection.toDays() + " days for inspection";
    }

    private String tiersInWords() {
        String tiers = tiersInUse().stream()
                .map(tier -> ", " + tier.word() + " backups " + tiering.lengthOf(tier) + " off the host")
                .collect(Collectors.joining());
        return tiering.last() == 0 ? tiers : tiers + ", the last " + tiering.last() + " verified at any age";
    }
}
