package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.OperatorRequestRejectionOutbox;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.UnprocessableMessageException;
import io.holdfast.verify.settings.ConfiguredScratchServer;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.TrustStatus;
import io.holdfast.verify.verifying.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Handles operator requests for verify-service. Each request is answered once, also after a replay. A rejected request does not
 * use up an id.
 */
@ApplicationScoped
public class OperatorRequestHandler {

    private static final int LONGEST_REASON = 500;

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final VerificationQueue queue;
    private final VerdictRepository verdictRepository;
    private final DrillQueue drills;
    private final DrillStatusQueries standings;
    private final ConfiguredScratchServer scratch;
    private final Outbox outbox;
    private final OperatorRequestRejectionOutbox refusals;
    private final Clock clock;

    OperatorRequestHandler(
            CatalogueDatabaseClient catalogue,
            VerifiableBackupRepository backups,
            VerificationQueue queue,
            VerdictRepository verdictRepository,
            DrillQueue drills,
            DrillStatusQueries standings,
            ConfiguredScratchServer scratch,
            Outbox outbox,
            OperatorRequestRejectionOutbox refusals,
            Clock clock) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.queue = queue;
        this.verdictRepository = verdictRepository;
        this.drills = drills;
        this.standings = standings;
        this.scratch = scratch;
        this.outbox = outbox;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * Whether the event log already holds a rejection: for the offset of the request, or for the request itself as version 0.2
     * published it.
     */
    public boolean isRefused(ReceivedMessage request) {
        return refusals.isRefused(request)
                || isAnswered(answerTo(request.envelope().requestRef()));
    }

    /** Records that the request is for another service. */
    public void free(ReceivedMessage request) {
        refusals.free(request);
    }

    /** Verifies the backup again now. */
    public void answer(VerifyRequested wish, ReceivedMessage request) {
        known(wish, wish.backup(), request)
                .ifPresent(
                        backup -> queue.plan(named("verification", request), backup.id(), "request", clock.instant()));
    }

    /** Accepts a suspected backup. Its bytes are good: they passed their level before it was suspected. */
    public void answer(AcceptRequested wish, ReceivedMessage request) {
        known(wish, wish.backup(), request).ifPresent(backup -> {
            if (backup.trust() == TrustStatus.SUSPECTED) {
                accept(wish, request, backup);
            } else {
                refusals.refuse(request, backup.database(), notSuspected(backup));
            }
        });
    }

    private void accept(AcceptRequested wish, ReceivedMessage request, BackupToVerify backup) {
        UUID answer = answerTo(request.envelope().requestRef());
        SuspicionAccepted accepted = new SuspicionAccepted(
                backup.id(),
                backup.database(),
                ControlCharacterSanitizer.shortened(wish.by()),
                sentence(wish.reason()));
        outbox.add(answer.toString(), accepted);
        verdictRepository.replay(accepted, clock.instant());
        List<CopyLocation> good = catalogue.rows(
                "select * from copy where backup = ? and state = 'present' order by destination, key",
                row -> new CopyLocation(
                        row.getString("destination"), row.getString("key"), row.getString("version_id")),
                backup.id().value());
        verdictRepository.end(
                named("acceptance", request), backup, new Verdict.Verified(levelOf(backup), good, List.of()), 0);
        received(answer);
    }

    /** The level at which the backup was suspected. */
    private VerificationLevel levelOf(BackupToVerify backup) {
        return catalogue
                .row(
                        "select level from backup where id = ? and level is not null",
                        row -> VerificationLevel.valueOf(row.getString("level")),
                        backup.id().value())
                .orElse(VerificationLevel.L2);
    }

    /** Keeps more characters of a reason than of a name, because a person may read it later. */
    private static String sentence(String reason) {
        return ControlCharacterSanitizer.line(reason.replaceAll("\\s+", " ").strip(), LONGEST_REASON);
    }

    private static String notSuspected(BackupToVerify backup) {
        return "backup " + backup.id()
                + switch (backup.trust()) {
                    case VERIFIED -> " is verified already";
                    case CONDEMNED -> " is condemned: its bytes are bad, and a condemned backup cannot be accepted";
                    case UNVERIFIED -> " is not verified yet: wait for the verdict";
                    case SUSPECTED -> " is suspected";
                };
    }

    /** Runs a drill now, regardless of the policy. */
    public void answer(DrillRequested wish, ReceivedMessage request) {
        DatabaseId database = database(wish);
        if (!scratch.isConfigured()) {
            refusals.refuse(request, database, ConfiguredScratchServer.NONE);
            return;
        }
        Optional<BackupId> named = wish.backup() == null ? standings.newest(database) : Optional.of(wish.backup());
        if (named.isEmpty()) {
            refusals.refuse(
                    request,
                    database,
                    "'" + database
                            + "' has no verified full backup to drill (backups made before a restore are excluded)."
                            + " hint: 'holdfast list' shows all backups");
            return;
        }
        known(wish, named.get(), request).ifPresent(backup -> {
            if (backup.kind() == BackupKind.FULL && backup.trust() != TrustStatus.CONDEMNED) {
                drills.plan(
                        named("drill", request), backup.id(), request.envelope().requestRef());
            } else {
                refusals.refuse(request, database, notDrillable(backup));
            }
        });
    }

    private static String notDrillable(BackupToVerify backup) {
        return backup.kind() == BackupKind.FULL
                ? "backup " + backup.id() + " is condemned: its bytes are bad. hint: 'holdfast show' shows the evidence"
                : "backup " + backup.id() + " is " + backup.kind() + " and has no rows to compare. hint: choose a"
                        + " full backup";
    }

    /** Records that a response of this service was received from the event log. */
    public void received(UUID answer) {
        catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
    }

    private boolean isAnswered(UUID answer) {
        return catalogue
                .row("select 1 from answered where id = ?", row -> 1, answer)
                .isPresent();
    }

    /** The requested backup. If it does not exist, the request is rejected. */
    private Optional<BackupToVerify> known(OperatorRequest wish, BackupId id, ReceivedMessage request) {
        DatabaseId database = database(wish);
        Optional<BackupToVerify> backup =
                backups.find(id).filter(found -> found.database().equals(database));
        if (backup.isEmpty()) {
            refusals.refuse(
                    request,
                    database,
                    "no completed backup " + id + " of '" + database + "' is known. hint: 'holdfast list' shows the"
                            + " ids");
            return Optional.empty();
        }
        if (backups.isExpired(id)) {
            refusals.refuse(request, database, "backup " + id + " has expired: its copies are deleted");
            return Optional.empty();
        }
        return backup;
    }

    private static DatabaseId database(OperatorRequest wish) {
        return DatabaseId.parse(wish.database())
                .orElseThrow(() -> new UnprocessableMessageException(
                        "'" + ControlCharacterSanitizer.shortened(wish.database()) + "' is not a database id"));
    }

    private static UUID answerTo(RequestRef request) {
        return named("verify-answer", request);
    }

    private static UUID named(String what, ReceivedMessage request) {
        return named(what, request.envelope().requestRef());
    }

    private static UUID named(String what, RequestRef request) {
        return NameBasedUuid.of(what, request.source().toString(), request.id());
    }
}
