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
 * What stands against an intent, given the pages as they are at some point of the log.
 *
 * <p>Asked twice: where the intent stands in the partition, which decides for every reader alike (what comes before it
 * wins), and again right before the bytes go, because a fact that comes later and can still be honoured is honoured.
 */
final class IntentObjections {

    private IntentObjections() {}

    /** @param countedOn the pages of the intent's survivors, those that exist */
    static Optional<String> objection(
            BackupRecord target, List<BackupId> survivors, List<BackupRecord> countedOn, Instant at) {
        if (target.hold() != null) {
            return Optional.of("held by " + target.hold().by());
        }
        Optional<BackupPin> pin = target.activePin(at);
        if (pin.isPresent()) {
            return Optional.of("being read by " + pin.get().by());
        }
        if (survivors.isEmpty()) {
            return Optional.of("nothing would survive it");
        }
        Map<BackupId, BackupRecord> pages =
                countedOn.stream().collect(Collectors.toMap(BackupRecord::id, Function.identity(), (a, b) -> a));
        return survivors.stream()
                .filter(id -> !survives(id, target, pages.get(id)))
                .findFirst()
                .map(id -> id + ", which has to survive it, " + objection(id, target, pages.get(id)));
    }

    private static boolean survives(BackupId id, BackupRecord target, @Nullable BackupRecord page) {
        return page != null
                && page.isSurvivor()
                && !id.equals(target.id())
                && page.database().equals(target.database())
                && page.kind() == target.kind();
    }

    private static String objection(BackupId id, BackupRecord target, @Nullable BackupRecord page) {
        if (page == null) {
            return "is unknown";
        }
        if (id.equals(target.id())) {
            return "is itself";
        }
        return page.isExpiring()
                ? "is about to be deleted"
                : "is " + page.state().word();
    }
}
