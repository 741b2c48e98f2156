package io.holdfast.dump.source;

import io.holdfast.postgrestools.TextSettings;
import io.holdfast.postgrestools.rights.MissingReadRights;
import io.holdfast.store.DumpOmission;
import io.holdfast.store.Manifest;
import java.util.List;

/**
 * What a look at a database shows.
 *
 * @param faults indexes that are not valid, and constraints that were never validated; the first hundred
 * @param rights what the role may not read of what pg_dump reads
 * @param omissions what pg_dump leaves out without an error
 * @param messages whether the server's messages are in English, or can be
 * @param settings under which a dump can be made; none where a pooler takes no start-up options
 */
public record SourceFacts(
        Manifest.Server server,
        List<Manifest.Table> tables,
        List<Manifest.Extension> extensions,
        List<Manifest.Fault> faults,
        MissingReadRights rights,
        List<DumpOmission> omissions,
        ServerMessageLanguage messages,
        TextSettings settings) {

    public SourceFacts {
        tables = List.copyOf(tables);
        extensions = List.copyOf(extensions);
        faults = List.copyOf(faults);
        omissions = List.copyOf(omissions);
    }

    /** Whether the role is a superuser, which is more than a backup needs. */
    public boolean superuser() {
        return rights.role().superuser();
    }

    /** Whether the text of a dump depends on no setting of the server, the database or the role. */
    public boolean isPinned() {
        return !settings.values().isEmpty();
    }
}
