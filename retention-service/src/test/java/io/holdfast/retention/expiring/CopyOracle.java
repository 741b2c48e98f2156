package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The expected state of every copy after the first entries of an event log, computed as simply as possible and without
 * the code under test.
 */
final class CopyOracle {

    final Map<UUID, Integer> endsOfIntents = new HashMap<>();

    private final Map<BackupId, BackupCompleted> made = new HashMap<>();
    private final Set<BackupId> verified = new HashSet<>();
    private final Map<CopyLocation, BackupId> backups = new HashMap<>();
    private final Set<CopyLocation> good = new HashSet<>();
    private final Set<CopyLocation> proven = new HashSet<>();
    private final Map<CopyLocation, Instant> locks = new HashMap<>();
    private final Map<UUID, BackupExpiring> intents = new HashMap<>();

    private CopyOracle() {}

    static CopyOracle of(List<MemoryLog.Entry> log, int entries) {
        CopyOracle oracle = new CopyOracle();
        Set<UUID> seen = new HashSet<>();
        for (MemoryLog.Entry entry : log.subList(0, entries)) {
            if (seen.add(entry.id())) {
                oracle.receive(entry.event());
            }
        }
        return oracle;
    }

    private void receive(BackupEvent event) {
        switch (event) {
            case BackupCompleted e -> {
                made.put(e.backup(), e);
                e.copies().forEach(copy -> place(e.backup(), copy));
            }
            case BackupCopied e -> {
                place(e.backup(), e.copy());
            }
            case BackupVerified e -> {
                verified.add(e.backup());
                e.copies().stream().filter(backups::containsKey).forEach(copy -> {
                    good.add(copy);
                    proven.add(copy);
                });
            }
            case CopyCondemned e -> lose(e.copy());
            case CopyLocked e -> locks.put(e.copy(), e.until());
            case BackupExpiring e -> intents.put(e.intent(), e);
            case BackupReinstated e -> end(e.intent());
            case CopyExpired e -> {
                end(e.intent());
                lose(e.copy());
                backups.remove(e.copy());
            }
            case BackupExpired e -> verified.remove(e.backup());
            default -> {}
        }
    }

    private void place(BackupId backup, BackupCopyRecord copy) {
        backups.put(copy.ref(), backup);
        good.add(copy.ref());
        proven.remove(copy.ref());
        locks.remove(copy.ref());
    }

    private void lose(CopyLocation copy) {
        good.remove(copy);
        proven.remove(copy);
    }

    private void end(UUID intent) {
        intents.remove(intent);
        endsOfIntents.merge(intent, 1, Integer::sum);
    }

    private BackupExpiring openIntent(CopyLocation copy) {
        return intents.values().stream()
                .filter(intent -> intent.copy().equals(copy))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(copy + " was deleted without an announcement that was read back"));
    }

    BackupId backupOf(CopyLocation copy) {
        return openIntent(copy).backup();
    }

    boolean isLocked(CopyLocation copy, Instant now) {
        return locks.containsKey(copy) && now.isBefore(locks.get(copy));
    }

    boolean isProven(CopyLocation copy) {
        return proven.contains(copy);
    }

    private BackupCompleted completed(BackupId backup) {
        return Objects.requireNonNull(made.get(backup), backup + " was never made");
    }

    Instant takenAt(BackupId backup) {
        return completed(backup).startedAt();
    }

    List<CopyLocation> copiesOf(BackupId backup) {
        return backups.entrySet().stream()
                .filter(entry -> entry.getValue().equals(backup))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<BackupId> verifiedOfTheKindOf(BackupId backup) {
        BackupKind kind = completed(backup).kind();
        return verified.stream()
                .filter(other -> completed(other).kind() == kind)
                .toList();
    }

    /** Whether it is the oldest good backup of its week or month, and the period's time has not ended. */
    boolean standsFor(BackupId backup, RetentionTierPolicy tiering, Instant now) {
        Instant taken = takenAt(backup);
        LocalDate day = day(taken);
        boolean week = isOldest(backup, other -> other.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                && now.isBefore(start(day.with(ChronoField.DAY_OF_WEEK, 1).plusWeeks(tiering.weeks())));
        boolean month = isOldest(backup, other -> other.get(ChronoField.MONTH_OF_YEAR))
                && now.isBefore(start(day.withDayOfMonth(1).plusMonths(tiering.months())));
        return week || month;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private boolean isOldest(BackupId backup, Function<LocalDate, Integer> period) {
        Integer its = period.apply(day(takenAt(backup)));
        return verifiedOfTheKindOf(backup).stream()
                .filter(other ->
                        day(takenAt(other)).getYear() == day(takenAt(backup)).getYear())
                .filter(other -> period.apply(day(takenAt(other))).equals(its))
                .filter(other -> hasGoodCopy(other))
                .min(Comparator.comparing(this::takenAt))
                .filter(backup::equals)
                .isPresent();
    }

    /** Ignores announced deletions: the service may have withdrawn them without publishing it yet. */
    private boolean hasGoodCopy(BackupId backup) {
        return copiesOf(backup).stream().anyMatch(good::contains);
    }
}
