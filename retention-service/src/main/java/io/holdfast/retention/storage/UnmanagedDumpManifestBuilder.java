package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupKind;
import io.holdfast.retention.rebuilding.UnmanagedDumpStore.Description;
import io.holdfast.store.CompanionFile.Role;
import io.holdfast.store.Manifest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the manifest of a foreign dump. Values that the dump's header does not contain are {@code unknown}. */
final class UnmanagedDumpManifestBuilder {

    private static final String UNKNOWN = "unknown";
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?.*");

    private UnmanagedDumpManifestBuilder() {}

    static Manifest of(Description description, PgDumpCustomFormatHeader header) {
        BackupCopyRecord copy = description.copy();
        return new Manifest(
                Manifest.VERSION,
                description.backup(),
                1,
                description.database(),
                header.databaseName(),
                description.kind(),
                description.label(),
                null,
                description.takenAt(),
                description.takenAt(),
                new Manifest.Artifact(copy.key(), copy.bytes(), copy.sha256(), "pg_dump custom", UNKNOWN),
                new Manifest.Server(
                        header.serverVersion(),
                        number(header.serverVersion()),
                        UNKNOWN,
                        UNKNOWN,
                        UNKNOWN,
                        UNKNOWN,
                        false),
                header.dumpVersion(),
                List.of(),
                List.of(),
                null,
                "imported, not made by Holdfast",
                commands(description, header));
    }

    /** The server's version number: 170002 for 17.2. */
    private static int number(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches() || matcher.group(1).length() > 3) {
            return 0;
        }
        int minor = matcher.group(2) == null || matcher.group(2).length() > 3 ? 0 : Integer.parseInt(matcher.group(2));
        return Integer.parseInt(matcher.group(1)) * 10_000 + minor;
    }

    /** Encoding and collation are unknown, so the new database gets those of its template. */
    private static List<String> commands(Description description, PgDumpCustomFormatHeader header) {
        String name = header.databaseName().matches("[A-Za-z0-9_]+")
                ? header.databaseName()
                : description.database().value();
        String restored = name + (description.kind() == BackupKind.FULL ? "_restored" : "_schema");
        String artifact = description.copy().key();
        return List.of(
                "sha256sum -c " + artifact + Role.CHECKSUM.suffix(),
                "createdb --template=template0 " + restored,
                "pg_restore --exit-on-error --no-owner --no-privileges -d " + restored + " " + artifact);
    }
}
