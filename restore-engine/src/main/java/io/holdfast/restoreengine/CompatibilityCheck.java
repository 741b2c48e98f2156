package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.ServerFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a server can take an archive.
 *
 * @param obstacles why it cannot; says nothing against the backup
 * @param notes what is different there and does no harm by itself
 */
public record CompatibilityCheck(List<Finding> obstacles, List<Finding> notes) {

    /** Code of the note that the server will install another version of an extension. */
    public static final String OTHER_VERSION = "extension_differs";

    private static final String PGVECTOR = "vector";

    /** From here on its indexes have a format that older versions misread (runbook, "pgvector considerations"). */
    private static final String PGVECTOR_FORMAT = "0.5.0";

    public CompatibilityCheck {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /** @param owners whether owners and privileges are to come back too */
    public static CompatibilityCheck of(ServerRequirements requirements, ServerFacts server, boolean owners) {
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>(requirements.notes());
        int major = server.versionNumber() / 10_000;
        if (requirements.serverMajor() > major) {
            obstacles.add(new Finding(
                    "server_older",
                    "the backup is of PostgreSQL " + requirements.serverMajor() + ", and the server is "
                            + server.version() + ": restore on a server of version " + requirements.serverMajor()
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
                            "role " + role + " owns objects of the backup and does not exist on the server: create it"
                                    + " (the roles companion has its statement), or restore without owners")));
        }
        return new CompatibilityCheck(obstacles, notes);
    }

    private static void extension(
            String name, Optional<String> version, ServerFacts server, List<Finding> obstacles, List<Finding> notes) {
        List<String> available = server.extensions().getOrDefault(name, List.of());
        Optional<String> newest = available.stream().max(Comparator.comparing(ExtensionVersion::of));
        if (newest.isEmpty()) {
            obstacles.add(new Finding(
                    "extension_missing",
                    "extension " + name
                            + version.map(known -> " (" + known + " in the backup)")
                                    .orElse("") + " is not available on the server: install "
                            + packageOf(name, server)));
        } else if (version.isPresent() && misreads(name, version.get(), newest.get())) {
            obstacles.add(new Finding(
                    "extension_older",
                    "the backup has " + name + " " + version.get() + ", and the server " + newest.get()
                            + ", which cannot read its indexes: install " + version.get() + " or newer there"));
        } else if (version.isPresent() && !available.contains(version.get())) {
            notes.add(new Finding(
                    OTHER_VERSION,
                    "the backup has " + name + " " + version.get() + ", and the server will install " + newest.get()));
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

    private static String packageOf(String name, ServerFacts server) {
        return name.equals(PGVECTOR)
                ? "postgresql-" + server.versionNumber() / 10_000 + "-pgvector there"
                : "the package that brings it (postgresql-contrib has PostgreSQL's own)";
    }
}
