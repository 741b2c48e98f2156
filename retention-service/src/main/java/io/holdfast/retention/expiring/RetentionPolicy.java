package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long the backups of one database stay, and where.
 *
 * @param keep age after which a backup may go that stands for no longer time, at least a day (runbook: {@code
 *     BACKUP_RETENTION_DAYS}, 30 days)
 * @param minimumVerified verified backups of each kind that stay however old they are, at least 1
 * @param inspection how long a condemned backup stays to be looked at
 * @param tiering how long some of them stay off the host; without effect where no place off the host is wanted
 * @param places every configured destination; of a copy at any other nothing is ever deleted
 */
public record RetentionPolicy(
        DatabaseId database,
        Duration keep,
        int minimumVerified,
        Duration inspection,
        TierPolicy tiering,
        List<PolicyDestination> places) {

    /** @throws IllegalArgumentException if a value is outside its range; the message is for a person */
    public RetentionPolicy {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("backups of " + database + " would be kept for less than a day;"
                    + " set its retention-days (or BACKUP_RETENTION_DAYS) to 1 or more");
        }
        if (minimumVerified < 1) {
            throw new IllegalArgumentException("the last verified backup is never deleted, so minimum-verified of "
                    + database + " cannot be " + minimumVerified + "; set it to 1 or more");
        }
        if (inspection.isNegative()) {
            throw new IllegalArgumentException("condemned backups of " + database
                    + " cannot be kept for a negative time; set inspection-days to 0 or more");
        }
        places = List.copyOf(places);
    }

    /** Of one host with one directory, as the runbook begins. */
    public RetentionPolicy(DatabaseId database, Duration keep, int minimumVerified, Duration inspection) {
        this(database, keep, minimumVerified, inspection, TierPolicy.RUNBOOK, List.of(PolicyDestination.LOCAL));
    }

    /** Where every backup should lie that the loss of the host does not take along. */
    List<PolicyDestination> offSite() {
        return places.stream()
                .filter(destination -> destination.isWanted() && destination.isOffSite())
                .toList();
    }

    /** Whether the copy lies where the loss of the host does not reach. */
    public boolean isOffSite(StoredCopy copy) {
        return placeOf(copy).map(PolicyDestination::isOffSite).orElse(false);
    }

    Optional<PolicyDestination> placeOf(StoredCopy copy) {
        for (PolicyDestination destination : places) {
            if (destination.destination().equals(copy.destination())) {
                return Optional.of(destination);
            }
        }
        return Optional.empty();
    }

    /** None without a place off the host: the longer tiers have nowhere to lie then. */
    List<Tier> tiersInUse() {
        return offSite().isEmpty() ? List.of() : tiering.inUse();
    }

    /** When the daily time of a backup ends. */
    Instant dailyEnd(BackupRecord backup) {
        return backup.takenAt().plus(keep);
    }

    /** When the last of these tiers ends, and never before the daily time does. */
    public Instant endOf(BackupRecord backup, List<Tier> tiers) {
        Instant end = dailyEnd(backup);
        for (Tier tier : tiers) {
            Instant other = tiering.endOf(tier, backup.takenAt());
            end = other.isAfter(end) ? other : end;
        }
        return end;
    }

    /** What a person should know who expects tiers and has none; empty where they have a place to lie. */
    public Optional<String> remark() {
        return offSite().isEmpty() && !tiering.inUse().isEmpty()
                ? Optional.of(
                        wordsOfTiers() + " need a destination away from this host, and none is configured: the loss"
                                + " of this host is the loss of all backups")
                : Optional.empty();
    }

    private String wordsOfTiers() {
        String words = tiering.inUse().stream().map(Tier::word).collect(Collectors.joining(", "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + " backups";
    }

    /** In one sentence. */
    public String inWords() {
        return "kept " + keep.toDays() + " days" + tiersInWords() + "; the " + minimumVerified
                + " newest verified of each kind stay however old they are; condemned ones stay "
                + inspection.toDays() + " days to be looked at";
    }

    private String tiersInWords() {
        String tiers = tiersInUse().stream()
                .map(tier -> ", " + tier.word() + " ones " + tiering.lengthOf(tier) + " off the host")
                .collect(Collectors.joining());
        return tiering.last() == 0 ? tiers : tiers + ", the last " + tiering.last() + " by number";
    }
}
