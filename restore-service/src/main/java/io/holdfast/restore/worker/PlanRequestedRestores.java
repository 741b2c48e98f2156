package io.holdfast.restore.worker;

import io.holdfast.events.BackupId;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.RestorableBackupRepository;
import io.holdfast.restore.postgres.RestoreDurationRepository;
import io.holdfast.restore.postgres.RestoreRequestRepository;
import io.holdfast.restore.restoring.MakeRestorePlan;
import io.holdfast.restore.restoring.RequestedTablesCheckResult;
import io.holdfast.restore.restoring.RestorableBackup;
import io.holdfast.restore.restoring.RestorableCopy;
import io.holdfast.restore.restoring.RestoreCopyOrdering;
import io.holdfast.restore.restoring.RestorePlanInputs;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restore.restoring.TargetState;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.ServerCompatibilityCheck;
import io.holdfast.restoreengine.archive.PreviewArchiveForPlan.Peeked;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.DatabaseSession;
import io.holdfast.restoreengine.server.LoginRoleAttributes;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.store.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns requests into plans, from the current state of the catalog, the copy and the target server. */
@ApplicationScoped
class PlanRequestedRestores {

    private static final Logger LOG = Logger.getLogger(PlanRequestedRestores.class);
    private static final Duration BUSY = Duration.ofMinutes(5);

    private final RestoreRequestRepository requests;
    private final RestorableBackupRepository backups;
    private final RestoreDurationRepository durations;
    private final ArchiveStagingArea archives;
    private final ConfiguredTargets targets;
    private final RestoreSettings.Restore settings;
    private final Clock clock;

    PlanRequestedRestores(
            RestoreRequestRepository requests,
            RestorableBackupRepository backups,
            RestoreDurationRepository durations,
            ArchiveStagingArea archives,
            ConfiguredTargets targets,
            RestoreSettings settings,
            Clock clock) {
        this.requests = requests;
        this.backups = backups;
        this.durations = durations;
        this.archives = archives;
        this.targets = targets;
        this.settings = settings.restore();
        this.clock = clock;
    }

    /** Plans the next request. Returns false if there is none. */
    boolean planNext() {
        Optional<RestoreRequestRepository.Open> open =
                requests.next(clock.instant().plus(BUSY));
        open.ifPresent(this::plan);
        return open.isPresent();
    }

    private void plan(RestoreRequestRepository.Open open) {
        RestoreRequest request = open.wish();
        Optional<BackupId> wanted = Optional.ofNullable(request.backup()).or(() -> backups.latest(request.database()));
        if (wanted.isEmpty()) {
            requests.refused(
                    open,
                    "'" + request.database()
                            + "' has no verified full backup with a copy (backups made before a restore are"
                            + " excluded). hint: 'holdfast list' shows all backups");
            return;
        }
        Optional<RestorableBackup> backup = backups.find(wanted.get())
                .filter(found -> found.database().equals(request.database()) && !found.expired());
        if (backup.isEmpty()) {
            requests.refused(
                    open,
                    "no backup " + wanted.get() + " of '" + request.database()
                            + "' exists any more. hint: 'holdfast list' shows the existing backups");
            return;
        }
        List<RestorableCopy> copies = RestoreCopyOrdering.of(backup.get().copies(), request.from(), archives::distance);
        if (copies.isEmpty()) {
            requests.refused(
                    open,
                    "no healthy copy of backup " + wanted.get() + " exists any more. hint: restore"
                            + " another backup");
            return;
        }
        requests.planned(open, MakeRestorePlan.of(facts(open, backup.get(), copies)));
        LOG.infof("Planned restore %s of %s", open.plan(), request.database());
    }

    private RestorePlanInputs facts(
            RestoreRequestRepository.Open open, RestorableBackup backup, List<RestorableCopy> copies) {
        RestoreRequest request = open.wish();
        RestorableCopy chosen = copies.getFirst();
        Peeked peeked = chosen.isArchived()
                ? new Peeked(Optional.empty(), Optional.empty())
                : archives.peeking().peek(chosen.copy(), backup.clientVersion());
        ArchiveServerRequirements requirements = ArchiveServerRequirements.of(peeked.manifest(), peeked.list());
        Instant now = clock.instant();
        return new RestorePlanInputs(
                open.plan(),
                request,
                targets.liveName(request.database()),
                backup,
                copies,
                inspectTarget(request, requirements, peeked),
                archives.workFree(),
                plainBytes(peeked, chosen),
                requirements.extensions().containsKey("vector"),
                settings.jobs(),
                durations.of(request.database()),
                archiveSight(request, chosen, backup, peeked),
                backups.newer(backup),
                now,
                now.plus(settings.planValidity()));
    }

    private static long plainBytes(Peeked peeked, RestorableCopy chosen) {
        return peeked.manifest()
                .map(Manifest::artifact)
                .map(Manifest.Artifact::encryption)
                .map(Manifest.Encryption::plainBytes)
                .orElse(chosen.copy().bytes());
    }

    /** The requested tables as the archive stores them. */
    private RequestedTablesCheckResult archiveSight(
            RestoreRequest request, RestorableCopy chosen, RestorableBackup backup, Peeked peeked) {
        if (request.tables().isEmpty() || peeked.list().isEmpty()) {
            return RequestedTablesCheckResult.NOTHING;
        }
        return RequestedTablesCheck.of(
                RequestedArchiveRows.names(request.tables()),
                peeked.list().get(),
                archives.peeking()
                        .partitions(
                                chosen.copy(),
                                backup.clientVersion(),
                                peeked.list().get()));
    }

    private TargetState inspectTarget(RestoreRequest request, ArchiveServerRequirements requirements, Peeked peeked) {
        try {
            Optional<TargetServer> server = targets.server(request.database());
            return server.isEmpty()
                    ? new TargetState.NotConfigured()
                    : inspectTarget(server.get(), request, requirements, peeked);
        } catch (PasswordUnavailableException e) {
            return new TargetState.NotSeen("credentials_unavailable", String.valueOf(e.getMessage()));
        } catch (TargetServerException trouble) {
            return new TargetState.NotSeen(trouble.reason(), String.valueOf(trouble.getMessage()));
        }
    }

    private TargetState inspectTarget(
            TargetServer server, RestoreRequest request, ArchiveServerRequirements requirements, Peeked peeked) {
        return switch (server.inspect()) {
            case ServerInspectionResult.NotSeen notSeen ->
                new TargetState.NotSeen(
                        notSeen.trouble().reason(),
                        String.valueOf(notSeen.trouble().getMessage()));
            case ServerInspectionResult.Seen seen -> {
                ServerCompatibilityCheck compatibility =
                        ServerCompatibilityCheck.of(requirements, seen.facts(), request.restoresOwners());
                List<DatabaseSession> sessions = seen.facts()
                        .database(targets.liveName(request.database()))
                        .map(there -> server.sessions(there.name()))
                        .orElse(List.of());
                List<Finding> obstacles = new ArrayList<>(compatibility.obstacles());
                obstacles.addAll(RestorePrivilegesCheck.of(request, requirements, seen.facts(), sessions));
                LiveDatabaseCheckResult live = seen.facts()
                        .database(targets.liveName(request.database()))
                        .map(there -> LiveDatabaseCheckResult.of(server, there.name(), request, peeked.list()))
                        .orElse(LiveDatabaseCheckResult.NOTHING);
                obstacles.addAll(live.obstacles());
                MissingTargetObjectCheck missing = MissingTargetObjectCheck.of(
                        request,
                        requirements,
                        peeked.manifest().map(Manifest::server).map(DatabaseCreationOptions::of),
                        seen.facts(),
                        server,
                        targets.liveName(request.database()));
                obstacles.addAll(missing.obstacles());
                List<Finding> notes = new ArrayList<>(compatibility.notes());
                notes.addAll(missing.notes());
                notes.addAll(live.notes());
                yield new TargetState.Seen(
                        seen.facts().version(),
                        Optional.of(seen.facts().role())
                                .filter(LoginRoleAttributes::superuser)
                                .map(LoginRoleAttributes::name),
                        seen.facts().mayCreateDatabases(),
                        seen.facts().databases().stream()
                                .map(DatabaseFacts::name)
                                .toList(),
                        seen.facts()
                                .database(targets.liveName(request.database()))
                                .map(there -> new TargetState.Live(
                                        there.bytes(),
                                        sessions.stream()
                                                .map(PlanRequestedRestores::named)
                                                .toList())),
                        obstacles,
                        notes);
            }
        };
    }

    private static String named(DatabaseSession session) {
        return ControlCharacterSanitizer.shortened(session.user())
                + (session.application().isBlank()
                        ? ""
                        : " (" + ControlCharacterSanitizer.shortened(session.application()) + ")")
                + session.client().map(client -> " from " + client).orElse("");
    }
}
