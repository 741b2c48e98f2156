package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.Kind;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.rebuilding.ForeignDumps.Description;
import io.holdfast.retention.rebuilding.ForeignDumps.Seen;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a dump that somebody else has made, and that lies at a destination already, into the books. The backup's id follows
 * from the place and the bytes, so that asking again is asking the same.
 */
public final class ImportDump {

    static final URI ORIGIN = URI.create("urn:powernode:worker");

    /** What came of it; to be said by the caller. */
    public sealed interface Outcome {

        /** @param id of the event, the same for the same file */
        record Imported(UUID id, BackupImported event) implements Outcome {}

        record Refused(String why) implements Outcome {}

        /** The destination is away; tried again. */
        record Waiting(String why) implements Outcome {}
    }

    private final ForeignDumps dumps;
    private final Books books;
    private final Transactions transactions;

    public ImportDump(ForeignDumps dumps, Books books, Transactions transactions) {
        this.dumps = dumps;
        this.books = books;
        this.transactions = transactions;
    }

    /** Takes as long as reading the file. */
    public Outcome run(DatabaseId database, ImportRequested request) {
        String asked = request.kind();
        Optional<Kind> kind = asked == null ? Optional.empty() : Kind.parse(asked);
        if (asked != null && kind.isEmpty()) {
            return new Outcome.Refused("there is no kind of that name; it is full or schema_only");
        }
        return switch (dumps.look(request.destination(), request.file())) {
            case Seen.Away away -> new Outcome.Waiting(away.why());
            case Seen.Unfit unfit -> new Outcome.Refused(unfit.why());
            case Seen.Dump dump -> take(database, request, kind, dump);
        };
    }

    private Outcome take(DatabaseId database, ImportRequested request, Optional<Kind> asked, Seen.Dump dump) {
        Copy copy = dump.copy();
        BackupId backup = new BackupId(NameBasedId.of(
                "import", copy.destination(), copy.key(), copy.sha256().hex()));
        if (dump.describedAs() != null && !dump.describedAs().equals(backup)) {
            return new Outcome.Refused(copy.ref() + " has a manifest, which says that it is backup "
                    + dump.describedAs() + "; take it into the books with 'holdfast rebuild " + database + "'");
        }
        Optional<Backup> other = ofAnother(database, backup, copy);
        if (other.isPresent()) {
            return new Outcome.Refused(
                    copy.ref() + " is in the books as backup " + other.get().id());
        }
        Kind kind = asked.orElse(dump.kind() == null ? Kind.FULL : dump.kind());
        String label = request.label();
        // A process that was killed before the import was recorded has left the manifest of just this import.
        Optional<String> trouble = dump.describedAs() == null
                ? dumps.describe(new Description(backup, database, kind, label, dump.takenAt(), copy))
                : Optional.empty();
        return trouble.<Outcome>map(Outcome.Waiting::new)
                .orElseGet(() -> new Outcome.Imported(
                        NameBasedId.of("imported", backup.toString()),
                        new BackupImported(backup, database, kind, dump.takenAt(), List.of(copy), ORIGIN, label)));
    }

    private Optional<Backup> ofAnother(DatabaseId database, BackupId backup, Copy copy) {
        return transactions.inOne(() -> books.keptOf(database)).stream()
                .filter(page -> !page.id().equals(backup))
                .filter(page -> page.copies().stream().anyMatch(known -> known.isThere() && known.isAt(copy.ref())))
                .findFirst();
    }
}
