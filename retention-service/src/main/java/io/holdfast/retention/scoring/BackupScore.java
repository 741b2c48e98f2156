package io.holdfast.retention.scoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.StoredCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The 3-2-1-1-0 score of the newest verified full backup of a database. The rule requires three copies of the data (the
 * database itself is the first), on two media, one of them off the host, one that cannot be deleted, and none that is
 * bad or was not read again.
 *
 * @param backup the rated backup; absent if no verified full backup is stored, and then every part is missing
 * @param copies of the data: the database itself, and every good copy of the backup
 * @param media number of different media of the backup's copies
 * @param offSite copies that survive the loss of the host
 * @param immutable copies whose storage prevents their deletion now
 * @param unproven copies that are bad, or were not read again since they were made
 * @param missing the unmet parts of the rule, in words
 */
public record BackupScore(
        DatabaseId database,
        @Nullable BackupId backup,
        int copies,
        int media,
        int offSite,
        int immutable,
        int unproven,
        List<String> missing) {

    /** What is lost together: the medium, and whether it is off the host. */
    public record Place(String medium, boolean isOffSite) {}

    public BackupScore {
        missing = List.copyOf(missing);
    }

    /** Whether the rule is fully met. */
    public boolean isFull() {
        return missing.isEmpty();
    }

    /** @param places of the configured destinations, by id; a copy elsewhere counts only if it is bad */
    public static BackupScore of(
            DatabaseId database, Optional<BackupRecord> newestVerified, Map<String, Place> places, Instant now) {
        if (newestVerified.isEmpty()) {
            return new BackupScore(
                    database,
                    null,
                    1,
                    0,
                    0,
                    0,
                    0,
                    List.of("a verified full backup; run 'holdfast backup --wait verified'"));
        }
        List<StoredCopy> stored = newestVerified.get().storedCopies().toList();
        List<StoredCopy> good = stored.stream()
                .filter(copy -> copy.isGood() && places.containsKey(copy.destination()))
                .toList();
        int copies = 1 + good.size();
        int media = (int) good.stream()
                .map(copy -> place(copy, places).medium())
                .distinct()
                .count();
        int offSite = (int)
                good.stream().filter(copy -> place(copy, places).isOffSite()).count();
        int immutable = (int) good.stream().filter(copy -> copy.isLocked(now)).count();
        int unproven = (int) stored.stream().filter(copy -> !copy.isProven()).count();
        return new BackupScore(
                database,
                newestVerified.get().id(),
                copies,
                media,
                offSite,
                immutable,
                unproven,
                missing(copies, media, offSite, immutable, unproven));
    }

    private static Place place(StoredCopy copy, Map<String, Place> places) {
        return places.getOrDefault(copy.destination(), new Place("", false));
    }

    private static List<String> missing(int copies, int media, int offSite, int immutable, int unproven) {
        List<String> missing = new ArrayList<>();
        if (copies < 3) {
            missing.add(3 - copies + " more " + (copies == 2 ? "copy" : "copies") + " (add another destination)");
        }
        if (media < 2) {
            missing.add("a second medium (add a destination of another type)");
        }
        if (offSite < 1) {
            missing.add("a copy off the host (add a bucket or an off-site directory)");
        }
        if (immutable < 1) {
            missing.add("a copy that cannot be deleted (enable object-lock of a bucket)");
        }
        if (unproven > 0) {
            missing.add(unproven + (unproven == 1 ? " copy is" : " copies are") + " bad or not read again yet");
        }
        return missing;
    }
}
