package io.holdfast.restore.doctor;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.UndroppedDatabases;
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

/** What a restore needs: targets that let it in, room to work, and a pg_restore. */
@ApplicationScoped
class RestoreCheckup implements Checkup {

    private static final long LITTLE = 1_000_000_000;

    /** As docs/roles.md has it. */
    static final String SMALLEST_ROLE =
            "CREATE ROLE holdfast_restore LOGIN CREATEDB CONNECTION LIMIT 10; GRANT app_owner TO holdfast_restore;";

    private final ConfiguredTargets targets;
    private final ArchiveStagingArea archives;
    private final UndroppedDatabases undropped;

    RestoreCheckup(ConfiguredTargets targets, ArchiveStagingArea archives, UndroppedDatabases undropped) {
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
                    "none is configured, so that every plan has an obstacle",
                    "Set holdfast.restore.targets.<database>.host and what belongs to it."));
        }
        targets.all().keySet().stream().sorted().forEach(database -> checks.add(target(database)));
        undropped
                .all()
                .forEach(
                        left -> checks.add(
                                DoctorCheckResult.fail(
                                        "target " + left.database(),
                                        "does not drop the database '" + left.name() + "' of restore " + left.restore()
                                                + ": " + left.why(),
                                        "Restores go on without it. End what holds it, then 'holdfast restore-drop-kept' or drop it by hand.")));
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
                        "is not installed, so that nothing can be restored",
                        "Install postgresql-client, at least as new as the servers that are backed up.")
                : DoctorCheckResult.ok("pg_restore", "versions " + versions);
    }

    private static DoctorCheckResult workFolder(OptionalLong free) {
        String name = "work folder";
        if (free.isEmpty()) {
            return DoctorCheckResult.fail(
                    name,
                    "cannot be written, and every archive is brought there first",
                    "Make the folder of holdfast.restore.work-folder, owned by this service.");
        }
        return free.getAsLong() < LITTLE
                ? DoctorCheckResult.warn(
                        name,
                        "has " + free.getAsLong() / 1_000_000 + " MB free",
                        "It must hold the largest backup, decrypted: free some, or set holdfast.restore.work-folder.")
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
                name, String.valueOf(trouble.getMessage()), "Nothing can be restored there until then.");
    }

    private static DoctorCheckResult seen(String name, ServerInspectionResult.Seen seen, SessionRole role) {
        if (!seen.facts().mayCreateDatabases()) {
            return DoctorCheckResult.fail(
                    name,
                    "its role may not create databases",
                    "Give the role CREATEDB; in place alone can be restored until then.");
        }
        String found = "PostgreSQL " + seen.facts().version() + ", databases may be created";
        return role.superuser()
                ? DoctorCheckResult.warn(
                        name,
                        found + "; the role '" + role.name() + "' is a superuser",
                        "Code in an archive can run as the role that restores it. Sign in with another role: "
                                + SMALLEST_ROLE + " See docs/roles.md.")
                : DoctorCheckResult.ok(name, found);
    }
}
