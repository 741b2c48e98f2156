package io.holdfast.cli.evidence;

import io.holdfast.cli.evidence.EvidenceSummary.BackupRow;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.Envelope;
import io.holdfast.events.Finding;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of each backup that was created or verified in the period. */
final class BackupSummary {

    private final Map<BackupId, Row> rows = new LinkedHashMap<>();

    /** A row of the table, while its events are read. */
    private static final class Row {
        private final String database;
        private final String backup;
        private final TreeSet<String> destinations = new TreeSet<>();
        private @Nullable BackupKind kind;
        private @Nullable Instant startedAt;
        private @Nullable Instant completedAt;
        private @Nullable Long bytes;
        private @Nullable VerificationLevel level;
        private @Nullable Instant verifiedAt;
        private String state = "";
        private @Nullable String note;

        Row(DatabaseId database, BackupId backup) {
            this.database = database.value();
            this.backup = backup.toString();
        }

        void made(String how, BackupKind kind, Instant startedAt, Instant completedAt, List<BackupCopyRecord> copies) {
            this.kind = kind;
            this.startedAt = startedAt;
            this.completedAt = completedAt;
            this.bytes = copies.isEmpty() ? null : copies.getFirst().bytes();
            copies.forEach(copy -> destinations.add(copy.destination()));
            became(how, null);
        }

        void became(String state, @Nullable String note) {
            this.state = state;
            this.note = note;
        }

        void reached(VerificationLevel reached, Instant at) {
            if (level == null || reached.compareTo(level) > 0) {
                level = reached;
            }
            if (verifiedAt == null) {
                verifiedAt = at;
            }
        }

        BackupRow done() {
            return new BackupRow(
                    database,
                    backup,
                    kind == null ? null : kind.label(),
                    startedAt,
                    completedAt,
                    bytes,
                    List.copyOf(destinations),
                    level == null ? null : level.name(),
                    verifiedAt,
                    state,
                    note);
        }
    }

    void add(Envelope<?> envelope) {
        if (!(envelope.message() instanceof BackupEvent event)) {
            return;
        }
        if (event instanceof BackupCompleted e) {
            row(e, e.backup()).made("completed", e.kind(), e.startedAt(), envelope.time(), e.copies());
        } else if (event instanceof BackupImported e) {
            row(e, e.backup()).made("imported", e.kind(), e.startedAt(), envelope.time(), e.copies());
        } else if (event instanceof BackupFailed e && e.isFinal()) {
            row(e, e.backup()).became("failed", e.message());
        } else if (event instanceof BackupCancelled e) {
            row(e, e.backup()).became("cancelled", e.reason());
        } else if (event instanceof BackupRejected e) {
            row(e, e.backup()).became("rejected", e.message());
        } else if (event instanceof BackupCopied e) {
            Row known = rows.get(e.backup());
            if (known != null) {
                known.destinations.add(e.copy().destination());
            }
        } else {
            judged(event, envelope.time());
        }
    }

    private void judged(BackupEvent event, Instant at) {
        if (event instanceof BackupVerified e) {
            Row row = row(e, e.backup());
            row.kind = e.kind();
            row.reached(e.level(), at);
            row.became("verified", null);
        } else if (event instanceof DrillCompleted e) {
            row(e, e.backup()).reached(e.level(), at);
        } else if (event instanceof BackupSuspected e) {
            row(e, e.backup()).became("suspected", text(e.findings()));
        } else if (event instanceof BackupCondemned e) {
            row(e, e.backup()).became("condemned", text(e.evidence()));
        } else if (event instanceof BackupExpired e && rows.containsKey(e.backup())) {
            row(e, e.backup()).became("expired", e.reason());
        }
    }

    private Row row(BackupEvent event, BackupId backup) {
        return rows.computeIfAbsent(backup, id -> new Row(event.database(), id));
    }

    private static String text(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
    }

    List<BackupRow> rows() {
        List<BackupRow> done = new ArrayList<>();
        rows.values().forEach(row -> done.add(row.done()));
        return done;
    }
}
