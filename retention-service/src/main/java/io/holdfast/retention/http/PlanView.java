package io.holdfast.retention.http;

import io.holdfast.events.Copy;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.RetentionPlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would be kept and deleted now.
 *
 * @param plan id to approve; absent where the plans of several databases are shown, see {@code plans}
 * @param withheld whether something waits for an approval
 */
public record PlanView(
        @Nullable String plan, Instant at, boolean withheld, List<OfDatabase> plans, List<EntryView> entries) {

    /** @param expiring how many backups would go */
    public record OfDatabase(String database, String plan, boolean withheld, int stored, int expiring) {}

    /**
     * @param action {@code keep} or {@code expire}
     * @param goesAt the first instant at which it may go, where that is known
     */
    public record EntryView(
            String backup,
            String database,
            String kind,
            @Nullable String artifact,
            @Nullable Long bytes,
            String action,
            String reason,
            @Nullable Instant goesAt) {

        static EntryView of(RetentionPlan.Entry entry) {
            Backup backup = entry.backup();
            @Nullable
            Copy first = backup.copies().isEmpty()
                    ? null
                    : backup.copies().getFirst().copy();
            return new EntryView(
                    backup.id().toString(),
                    backup.database().value(),
                    Objects.requireNonNull(backup.kind(), "only backups of a known kind are planned")
                            .word(),
                    backup.making().artifact(),
                    first == null ? null : (Long) first.bytes(),
                    entry.expires() ? "expire" : "keep",
                    entry.decision().reason(),
                    BackupView.goesAt(entry.decision()));
        }
    }
}
