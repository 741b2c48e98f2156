package io.holdfast.restore.worker;

import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import io.holdfast.events.Printable;
import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.restore.postgres.BackupBooks;
import io.holdfast.restore.postgres.DurationBooks;
import io.holdfast.restore.postgres.Wishes;
import io.holdfast.restore.restoring.Backup;
import io.holdfast.restore.restoring.CopyOrder;
import io.holdfast.restore.restoring.MakePlan;
import io.holdfast.restore.restoring.PlanFacts;
import io.holdfast.restore.restoring.RequestedTablesSurvey;
import io.holdfast.restore.restoring.StoredCopy;
import io.holdfast.restore.restoring.TargetSight;
import io.holdfast.restore.restoring.Wish;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restore.settings.Targets;
import io.holdfast.restoring.Fitness;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.archive.PeekArchive.Peeked;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Look;
import io.holdfast.restoring.server.Session;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.SignedInRole;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.store.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns wishes into plans, by what the books, the copy and the target server say at that moment. */
@ApplicationScoped
class PlanRestores {

    private static final Logger LOG = Logger.getLogger(PlanRestores.class);
    private static final Duration BUSY = Duration.ofMinutes(5);

    private final Wishes wishes;
    private final BackupBooks backups;
    private final DurationBooks durations;
    private final Archives archives;
    private final Targets targets;
    private final RestoreSettings.Restore settings;
    private final Clock clock;

    PlanRestores(
            Wishes wishes,
            BackupBooks backups,
            DurationBooks durations,
            Archives archives,
            Targets targets,
            RestoreSettings settings,
            Clock clock) {
        this.wishes = wishes;
        this.backups = backups;
        this.durations = durations;
        this.archives = archives;
        this.targets = targets;
        this.settings = settings.restore();
        this.clock = clock;
    }

    /** Plans the next wish; false where there is none. */
    boolean planNext() {
        Optional<Wishes.Open> open = wishes.next(clock.instant().plus(BUSY));
        open.ifPresent(this::plan);
        return open.isPresent();
    }

    private void plan(Wishes.Open open) {
        Wish wish = open.wish();
        Optional<BackupId> wanted = Optional.ofNullable(wish.backup()).or(() -> backups.latest(wish.database()));
        if (wanted.isEmpty()) {
            wishes.refused(
                    open,
                    "no verified full backup of '" + wish.database()
                            + "', other than those made before restores, has a copy: 'holdfast list' shows all");
            return;
        }
        Optional<Backup> backup = backups.find(wanted.get())
                .filter(found -> found.database().equals(wish.database()) && !found.expired());
        if (backup.isEmpty()) {
            wishes.refused(
                    open,
                    "no backup " + wanted.get() + " of '" + wish.database()
                            + "' is left: 'holdfast list' shows those that are");
            return;
        }
        List<StoredCopy> copies = CopyOrder.of(backup.get().copies(), wish.from(), archives::distance);
        if (copies.isEmpty()) {
            wishes.refused(open, "no healthy copy of backup " + wanted.get() + " is left: restore another one");
            return;
        }
        wishes.planned(open, MakePlan.of(facts(open, backup.get(), copies)));
        LOG.infof("Restore %s of %s is planned", open.plan(), wish.database());
    }

    private PlanFacts facts(Wishes.Open open, Backup backup, List<StoredCopy> copies) {
        Wish wish = open.wish();
        StoredCopy chosen = copies.getFirst();
        Peeked peeked = chosen.isArchived()
                ? new Peeked(Optional.empty(), Optional.empty())
                : archives.peeking().peek(chosen.copy(), backup.clientVersion());
        Needs needs = Needs.of(peeked.manifest(), peeked.list());
        Instant now = clock.instant();
        return new PlanFacts(
                open.plan(),
                wish,
                targets.liveName(wish.database()),
                backup,
                copies,
                sight(wish, needs, peeked),
                archives.workFree(),
                plainBytes(peeked, chosen),
                needs.extensions().containsKey("vector"),
                settings.jobs(),
                durations.of(wish.database()),
                archiveSight(wish, chosen, backup, peeked),
                backups.newer(backup),
                now,
                now.plus(settings.planValidity()));
    }

    private static long plainBytes(Peeked peeked, StoredCopy chosen) {
        return peeked.manifest()
                .map(Manifest::artifact)
                .map(Manifest.Artifact::encryption)
                .map(Manifest.Encryption::plainBytes)
                .orElse(chosen.copy().bytes());
    }

    /** The tables that are wanted, as the archive files them. */
    private RequestedTablesSurvey archiveSight(Wish wish, StoredCopy chosen, Backup backup, Peeked peeked) {
        if (wish.tables().isEmpty() || peeked.list().isEmpty()) {
            return RequestedTablesSurvey.NOTHING;
        }
        return TableEntryNames.of(
                WantedRows.names(wish.tables()),
                peeked.list().get(),
                archives.peeking()
                        .partitions(
                                chosen.copy(),
                                backup.clientVersion(),
                                peeked.list().get()));
    }

    private TargetSight sight(Wish wish, Needs needs, Peeked peeked) {
        try {
            Optional<TargetServer> server = targets.server(wish.database());
            return server.isEmpty() ? new TargetSight.NotConfigured() : sight(server.get(), wish, needs, peeked);
        } catch (PasswordUnavailable e) {
            return new TargetSight.NotSeen("credentials_unavailable", String.valueOf(e.getMessage()));
        } catch (TargetTrouble trouble) {
            return new TargetSight.NotSeen(trouble.reason(), String.valueOf(trouble.getMessage()));
        }
    }

    private TargetSight sight(TargetServer server, Wish wish, Needs needs, Peeked peeked) {
        return switch (server.look()) {
            case Look.NotSeen not ->
                new TargetSight.NotSeen(
                        not.trouble().reason(), String.valueOf(not.trouble().getMessage()));
            case Look.Seen seen -> {
                Fitness fitness = Fitness.of(needs, seen.facts(), wish.restoresOwners());
                List<Session> sessions = seen.facts()
                        .database(targets.liveName(wish.database()))
                        .map(there -> server.sessions(there.name()))
                        .orElse(List.of());
                List<Finding> obstacles = new ArrayList<>(fitness.obstacles());
                obstacles.addAll(MissingRights.of(wish, needs, seen.facts(), sessions));
                LiveDatabaseSurvey live = seen.facts()
                        .database(targets.liveName(wish.database()))
                        .map(there -> LiveDatabaseSurvey.of(server, there.name(), wish, peeked.list()))
                        .orElse(LiveDatabaseSurvey.NOTHING);
                obstacles.addAll(live.obstacles());
                MissingOnTarget missing = MissingOnTarget.of(
                        wish,
                        needs,
                        peeked.manifest().map(Manifest::server).map(Shape::of),
                        seen.facts(),
                        server,
                        targets.liveName(wish.database()));
                obstacles.addAll(missing.obstacles());
                List<Finding> notes = new ArrayList<>(fitness.notes());
                notes.addAll(missing.notes());
                notes.addAll(live.notes());
                yield new TargetSight.Seen(
                        seen.facts().version(),
                        Optional.of(seen.facts().role())
                                .filter(SignedInRole::superuser)
                                .map(SignedInRole::name),
                        seen.facts().mayCreateDatabases(),
                        seen.facts().databases().stream()
                                .map(DatabaseFacts::name)
                                .toList(),
                        seen.facts()
                                .database(targets.liveName(wish.database()))
                                .map(there -> new TargetSight.Live(
                                        there.bytes(),
                                        sessions.stream()
                                                .map(PlanRestores::named)
                                                .toList())),
                        obstacles,
                        notes);
            }
        };
    }

    private static String named(Session session) {
        return Printable.shortened(session.user())
                + (session.application().isBlank() ? "" : " (" + Printable.shortened(session.application()) + ")")
                + session.client().map(client -> " from " + client).orElse("");
    }
}
