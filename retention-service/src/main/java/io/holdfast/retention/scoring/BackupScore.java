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
 * The 3-2-1-1-0 rule, counted on the newest verified full backup of a database: three copies of the data (the database itself
 * is the first), on two media, one of them off the host, one that nobody can delete, and none that is bad or was not read again.
 *
 * @param backup that is counted on; absent where no verified full backup is stored, and then everything is missing
 * @param copies of the data: the database itself, and every good copy of the backup
 * @param media different ones among the copies of the backup
 * @param offSite copies that survive the loss of the host
 * @param immutable copies that their storage keeps from being deleted now
 * @param unproven copies that are bad, or that nobody has read again since they were made
 * @param missing what is short of the rule, in words
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

    /** What its loss would take along. */
    public record Place(String medium, boolean isOffSite) {}

    public BackupScore {
        missing = List.copyOf(missing);
    }

    /** Whether nothing is missing. */
    public boolean isFull() {
        return missing.isEmpty();
    }

    /** @param places of the configured destinations, by id; a copy anywhere else counts for nothing but its being bad */
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
                    List.of("no verified full backup: 'holdfast backup --wait verified'"));
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
            missing.add(3 - copies + " more " + (copies == 2 ? "copy" : "copies") + " (another destination)");
        }
        if (media < 2) {
            missing.add("a second medium (a destination of another kind)");
        }
        if (offSite < 1) {
            missing.add("a copy off the host (a bucket, or a directory that is off-site)");
        }
        if (immutable < 1) {
            missing.add("a copy that nobody can delete (object-lock of a bucket)");
        }
        if (unproven > 0) {
            missing.add(unproven + (unproven == 1 ? " copy is" : " copies are") + " bad or not read again yet");
        }
        return missing;
    }
}
