package io.holdfast.dump.source;

import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.postgrestools.rights.MissingReadRights;
import io.holdfast.store.DumpOmission;
import io.holdfast.store.Manifest;
import java.util.List;

/**
 * The result of an inspection of a database.
 *
 * @param faults invalid indexes and constraints that were never validated; at most 100
 * @param rights privileges that pg_dump needs and the role does not have
 * @param omissions objects that pg_dump omits without an error
 * @param messages language of the server's messages
 * @param settings settings that can be pinned for a dump; none if a pooler ignores startup options
 */
public record SourceDatabaseInfo(
        Manifest.Server server,
        List<Manifest.Table> tables,
        List<Manifest.Extension> extensions,
        List<Manifest.Fault> faults,
        MissingReadRights rights,
        List<DumpOmission> omissions,
        ServerMessageLanguage messages,
        TextOutputSettings settings) {

    public SourceDatabaseInfo {
        tables = List.copyOf(tables);
        extensions = List.copyOf(extensions);
        faults = List.copyOf(faults);
        omissions = List.copyOf(omissions);
    }

    /** Returns whether the role is a superuser, which is more than a backup needs. */
    public boolean superuser() {
        return rights.role().superuser();
    }

    /** Returns whether the settings that influence the text of a dump are pinned. */
    public boolean isPinned() {
        return !settings.values().isEmpty();
    }
}
