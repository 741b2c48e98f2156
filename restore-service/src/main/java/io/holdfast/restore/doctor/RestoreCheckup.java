package io.holdfast.restore.doctor;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restore.worker.ArchiveStagingArea;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.SessionRole;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Checks the requirements of restores: reachable targets, disk space, and pg_restore. */
@ApplicationScoped
class RestoreCheckup implements Checkup {

    private static final long LITTLE = 1_000_000_000;

    /** The same statement as in docs/roles.md. */
    static final String SMALLEST_ROLE =
            "CREATE ROLE holdfast_restore LOGIN CREATEDB CONNECTION LIMIT 10; GRANT app_owner TO holdfast_restore;";

    private final ConfiguredTargets targets;
    private final ArchiveStagingArea archives;
    private final UndroppedDatabaseRepository undropped;

    RestoreCheckup(ConfiguredTargets targets, ArchiveStagingArea archives, UndroppedDatabaseRepository undropped) {
        this.targets = targets;
        this.archives = archives;
        this.undropped = undropped;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        checks.add(programs(archives.programs().all()));
        checks.add(workFolder(archives.workFree()));
        if (targets.all().isEmpty()) {
            checks.add(DoctorCheckResult.warn(
                    "targets",
                    "none is configured, so every plan has an obstacle",
                    "Set holdfast.restore.targets.<database>.host and the settings that belong to it."));
        }
        targets.all().keySet().stream().sorted().forEach(database -> checks.add(target(database)));
        undropped
                .all()
                .forEach(left -> checks.add(DoctorCheckResult.fail(
                        "target " + left.database(),
                        "could not drop database '" + left.name() + "' of restore " + left.restore() + ": "
                                + left.why(),
                        "Restores continue. End the sessions or objects that block the drop, then"
                                + " run 'holdfast restore-drop-kept' or drop the database by hand.")));
        return checks;
    }

    private static DoctorCheckResult programs(List<ClientPrograms> installed) {
        String versions = installed.stream()
                .map(found -> found.version().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return installed.isEmpty()
                ? DoctorCheckResult.fail(
                        "pg_restore",
                        "is not installed, so nothing can be restored",
                        "Install postgresql-client in a version at least as new as the source servers.")
                : DoctorCheckResult.ok("pg_restore", "versions " + versions);
    }

    private static DoctorCheckResult workFolder(OptionalLong free) {
        String name = "work folder";
        if (free.isEmpty()) {
            return DoctorCheckResult.fail(
                    name,
                    "is not writable, but every archive is staged there first",
                    "Create the directory of holdfast.restore.work-folder, owned by the user of this service.");
        }
        return free.getAsLong() < LITTLE
                ? DoctorCheckResult.warn(
                        name,
                        "has " + free.getAsLong() / 1_000_000 + " MB free",
                        "It must hold the largest backup, decrypted. Free some space, or set"
                                + " holdfast.restore.work-folder.")
                : DoctorCheckResult.ok(name, free.getAsLong() / 1_000_000 + " MB free");
    }

    private DoctorCheckResult target(DatabaseId database) {
        String name = "target " + database;
        try {
            TargetServer server = targets.server(database).orElseThrow();
            return switch (server.inspect()) {
                case ServerInspectionResult.Seen seen -> seen(name, seen, server.role());
                case ServerInspectionResult.NotSeen notSeen -> away(name, notSeen.trouble());
            };
        } catch (PasswordUnavailableException e) {
            return DoctorCheckResult.fail(name, e.problem(), e.hint());
        } catch (TargetServerException trouble) {
            return away(name, trouble);
        }
    }

    private static DoctorCheckResult away(String name, TargetServerException trouble) {
        return DoctorCheckResult.fail(
                name, String.valueOf(trouble.getMessage()), "Nothing can be restored there until this is fixed.");
    }

    private static DoctorCheckResult seen(String name, ServerInspectionResult.Seen seen, SessionRole role) {
        if (!seen.facts().mayCreateDatabases()) {
            return DoctorCheckResult.fail(
                    name,
                    "its role may not create databases",
                    "Give the role CREATEDB. Until then only in-place restores work.");
        }
        String found = "PostgreSQL " + seen.facts().version() + "; the role may create databases";
        return role.superuser()
                ? DoctorCheckResult.warn(
                        name,
                        found + "; the role '" + role.name() + "' is a superuser",
                        "Code in an archive can run as the role that restores it. Configure another role: "
                                + SMALLEST_ROLE + " See docs/roles.md.")
                : DoctorCheckResult.ok(name, found);
    }
}
