package io.holdfast.dump.source;

import io.holdfast.postgrestools.TextSettings;
import io.holdfast.store.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a database shows.
 *
 * @param faults indexes that are not valid, and constraints that were never validated; the first hundred
 * @param unreadable first object that the role may not read; absent where it may read all
 * @param unreadableCount how many there are
 * @param mayReadPasswords whether the role may read the password hashes of roles
 * @param superuser whether the role is one, which is more than a backup needs
 * @param messages whether the server's messages are in English, or can be
 * @param settings under which a dump can be made; none where a pooler takes no start-up options
 */
public record SourceFacts(
        Manifest.Server server,
        List<Manifest.Table> tables,
        List<Manifest.Extension> extensions,
        List<Manifest.Fault> faults,
        Optional<String> unreadable,
        long unreadableCount,
        boolean mayReadPasswords,
        boolean superuser,
        ServerMessages messages,
        TextSettings settings) {

    public SourceFacts {
        tables = List.copyOf(tables);
        extensions = List.copyOf(extensions);
        faults = List.copyOf(faults);
    }

    /** Whether the text of a dump depends on no setting of the server, the database or the role. */
    public boolean isPinned() {
        return !settings.values().isEmpty();
    }
}
