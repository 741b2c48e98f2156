package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the records of the backups forbid an announced deletion.
 *
 * <p>It runs twice. When the intent is read back, events before it in the partition decide, and every consumer gets the
 * same result. Right before the deletion, later events are honored as well if that is still possible.
 */
final class DeletionIntentCheck {

    private DeletionIntentCheck() {}

    /** @param countedOn the records of the intent's survivors, as far as they exist */
    static Optional<String> objection(
            BackupRecord target, List<BackupId> survivors, List<BackupRecord> countedOn, Instant at) {
        if (target.hold() != null) {
            return Optional.of("held by " + target.hold().by());
        }
        Optional<BackupPin> pin = target.activePin(at);
        if (pin.isPresent()) {
            return Optional.of("in use by " + pin.get().by());
        }
        if (survivors.isEmpty()) {
            return Optional.of("no backup would survive the deletion");
        }
        Map<BackupId, BackupRecord> records =
                countedOn.stream().collect(Collectors.toMap(BackupRecord::id, Function.identity(), (a, b) -> a));
        return survivors.stream()
                .filter(id -> !survives(id, target, records.get(id)))
                .findFirst()
                .map(id -> "backup " + id + ", which must survive the deletion, "
                        + objection(id, target, records.get(id)));
    }

    private static boolean survives(BackupId id, BackupRecord target, @Nullable BackupRecord record) {
        return record != null
                && record.isSurvivor()
                && !id.equals(target.id())
                && record.database().equals(target.database())
                && record.kind() == target.kind();
    }

    private static String objection(BackupId id, BackupRecord target, @Nullable BackupRecord record) {
        if (record == null) {
            return "is unknown";
        }
        if (id.equals(target.id())) {
            return "is the backup to delete";
        }
        return record.isExpiring()
                ? "is about to be deleted"
                : "is " + record.state().word();
    }
}
