package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.rebuilding.UnmanagedDumpStore.Description;
import io.holdfast.retention.rebuilding.UnmanagedDumpStore.InspectionResult;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Imports a dump that another tool made and that is already stored at a destination. The backup's id is derived from
 * the location and the bytes, so that a repeated request has the same result.
 */
public final class ImportDump {

    static final URI ORIGIN = URI.create("urn:powernode:worker");

    /** The result of an import. The caller publishes it. */
    public sealed interface Result {

        /** @param id of the event, the same for the same file */
        record Imported(UUID id, BackupImported event) implements Result {}

        record Refused(String why) implements Result {}

        /** The destination is unreachable; retried later. */
        record Waiting(String why) implements Result {}
    }

    private final UnmanagedDumpStore dumps;
    private final BackupRepository repository;
    private final TransactionRunner transactions;

    public ImportDump(UnmanagedDumpStore dumps, BackupRepository repository, TransactionRunner transactions) {
        this.dumps = dumps;
        this.repository = repository;
        this.transactions = transactions;
    }

    /** Takes as long as reading the file. */
    public Result run(DatabaseId database, ImportRequested request) {
        String requestedKind = request.kind();
        Optional<BackupKind> kind = requestedKind == null ? Optional.empty() : BackupKind.parse(requestedKind);
        if (requestedKind != null && kind.isEmpty()) {
            return new Result.Refused("unknown kind of backup; use full or schema_only");
        }
        return switch (dumps.inspect(request.destination(), request.file())) {
            case InspectionResult.Away away -> new Result.Waiting(away.why());
            case InspectionResult.Unfit unfit -> new Result.Refused(unfit.why());
            case InspectionResult.Dump dump -> take(database, request, kind, dump);
        };
    }

    private Result take(
            DatabaseId database,
            ImportRequested request,
            Optional<BackupKind> requestedKind,
            InspectionResult.Dump dump) {
        BackupCopyRecord copy = dump.copy();
        BackupId backup = new BackupId(NameBasedUuid.of(
                "import", copy.destination(), copy.key(), copy.sha256().hex()));
        if (dump.describedAs() != null && !dump.describedAs().equals(backup)) {
            return new Result.Refused(copy.ref() + " has a manifest that names backup " + dump.describedAs()
                    + "; add it to the records with 'holdfast rebuild " + database + "'");
        }
        Optional<BackupRecord> other = ofAnother(database, backup, copy);
        if (other.isPresent()) {
            return new Result.Refused(
                    copy.ref() + " is already recorded as backup " + other.get().id());
        }
        BackupKind kind = requestedKind.orElse(dump.kind() == null ? BackupKind.FULL : dump.kind());
        String label = request.label();
        // An import that was interrupted before its record was saved has left the manifest of this same import.
        Optional<String> trouble = dump.describedAs() == null
                ? dumps.describe(new Description(backup, database, kind, label, dump.takenAt(), copy))
                : Optional.empty();
        return trouble.<Result>map(Result.Waiting::new)
                .orElseGet(() -> new Result.Imported(
                        NameBasedUuid.of("imported", backup.toString()),
                        new BackupImported(backup, database, kind, dump.takenAt(), List.of(copy), ORIGIN, label)));
    }

    private Optional<BackupRecord> ofAnother(DatabaseId database, BackupId backup, BackupCopyRecord copy) {
        return transactions.inOne(() -> repository.storedOf(database)).stream()
                .filter(record -> !record.id().equals(backup))
                .filter(record -> record.copies().stream().anyMatch(known -> known.isThere() && known.isAt(copy.ref())))
                .findFirst();
    }
}
