package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.ServerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether a server can restore an archive.
 *
 * @param obstacles reasons why it cannot; they are no evidence against the backup
 * @param notes harmless differences
 */
public record ServerCompatibilityCheck(List<Finding> obstacles, List<Finding> notes) {

    /** Code of the note that the server installs another version of an extension. */
    public static final String OTHER_VERSION = "extension_differs";

    private static final String PGVECTOR = "vector";

    /**
     * From this version on, pgvector's indexes have a format that older versions misread (runbook, "pgvector considerations").
     */
    private static final String PGVECTOR_FORMAT = "0.5.0";

    public ServerCompatibilityCheck {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /** @param owners whether owners and privileges are restored too */
    public static ServerCompatibilityCheck of(
            ArchiveServerRequirements requirements, ServerInfo server, boolean owners) {
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>(requirements.notes());
        int major = server.versionNumber() / 10_000;
        if (requirements.serverMajor() > major) {
            obstacles.add(new Finding(
                    "server_older",
                    "the backup is from PostgreSQL " + requirements.serverMajor() + ", but the server has version "
                            + server.version() + ". hint: restore on a server of version " + requirements.serverMajor()
                            + " or newer"));
        }
        requirements.extensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(wanted -> extension(wanted.getKey(), wanted.getValue(), server, obstacles, notes));
        if (owners) {
            requirements
                    .missingRoles(server.roles())
                    .forEach(role -> obstacles.add(new Finding(
                            "role_missing",
                            "role " + role + " owns objects in the backup but does not exist on the server. hint:"
                                    + " create it"
                                    + " (the roles companion has the statement), or restore without owners")));
        }
        return new ServerCompatibilityCheck(obstacles, notes);
    }

    private static void extension(
            String name, Optional<String> version, ServerInfo server, List<Finding> obstacles, List<Finding> notes) {
        List<String> available = server.extensions().getOrDefault(name, List.of());
        Optional<String> newest = available.stream().max(Comparator.comparing(ExtensionVersion::of));
        if (newest.isEmpty()) {
            obstacles.add(new Finding(
                    "extension_missing",
                    "extension " + name
                            + version.map(known -> " (" + known + " in the backup)")
                                    .orElse("") + " is not available on the server. hint: install "
                            + packageOf(name, server)));
        } else if (version.isPresent() && misreads(name, version.get(), newest.get())) {
            obstacles.add(new Finding(
                    "extension_older",
                    "the backup has " + name + " " + version.get() + ", but the server has " + newest.get()
                            + ", which cannot read its indexes. hint: install " + version.get()
                            + " or newer on the server"));
        } else if (version.isPresent() && !available.contains(version.get())) {
            notes.add(new Finding(
                    OTHER_VERSION,
                    "the backup has " + name + " " + version.get() + ", but the server will install " + newest.get()));
        } else {
            notes.add(new Finding(
                    "extension_present", name + " " + version.orElse(newest.get()) + " is available on the server"));
        }
    }

    private static boolean misreads(String name, String wanted, String newest) {
        return name.equals(PGVECTOR)
                && ExtensionVersion.of(wanted).compareTo(ExtensionVersion.of(PGVECTOR_FORMAT)) >= 0
                && ExtensionVersion.of(newest).compareTo(ExtensionVersion.of(PGVECTOR_FORMAT)) < 0;
    }

    private static String packageOf(String name, ServerInfo server) {
        return name.equals(PGVECTOR)
                ? "postgresql-" + server.versionNumber() / 10_000 + "-pgvector there"
                : "the package that contains it (postgresql-contrib for PostgreSQL's own extensions)";
    }
}
