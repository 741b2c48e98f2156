package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.PrintableText;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.log.DeadLetterException;
import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.events.log.OperatorRequestRejections;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.verify.settings.ScratchSettings;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.TrustStatus;
import io.holdfast.verify.verifying.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operators ask of verify-service, and what they are told. Each request is answered once, also across a replay; a refused one uses up no id. */
@ApplicationScoped
public class OperatorRequestAnswers {

    private static final int LONGEST_REASON = 500;

    private final JdbcCatalogue catalogue;
    private final VerifiableBackupRepository backups;
    private final VerificationQueue queue;
    private final VerdictRepository verdictRepository;
    private final DrillQueue drills;
    private final DrillStatusQueries standings;
    private final ScratchSettings scratch;
    private final Outbox outbox;
    private final OperatorRequestRejections refusals;
    private final Clock clock;

    OperatorRequestAnswers(
            JdbcCatalogue catalogue,
            VerifiableBackupRepository backups,
            VerificationQueue queue,
            VerdictRepository verdictRepository,
            DrillQueue drills,
            DrillStatusQueries standings,
            ScratchSettings scratch,
            Outbox outbox,
            OperatorRequestRejections refusals,
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

    /** Whether the log says so: by the record's place, or by the request as version 0.2 did, with its acceptances. */
    public boolean isRefused(ReceivedMessage request) {
        return refusals.isRefused(request)
                || isAnswered(answerTo(request.envelope().requestRef()));
    }

    /** The request is for another service. */
    public void free(ReceivedMessage request) {
        refusals.free(request);
    }

    /** Verify again, now. */
    public void answer(VerifyRequested wish, ReceivedMessage request) {
        known(wish, wish.backup(), request)
                .ifPresent(
                        backup -> queue.plan(named("verification", request), backup.id(), "request", clock.instant()));
    }

    /** A person says that a suspected backup is good. Its bytes are: they passed their level before it was suspected. */
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
                backup.id(), backup.database(), PrintableText.shortened(wish.by()), sentence(wish.reason()));
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

    /** The level at which it was suspected. */
    private VerificationLevel levelOf(BackupToVerify backup) {
        return catalogue
                .row(
                        "select level from backup where id = ? and level is not null",
                        row -> VerificationLevel.valueOf(row.getString("level")),
                        backup.id().value())
                .orElse(VerificationLevel.L2);
    }

    /** A reason is kept for those who ask later, so more of it than of a name. */
    private static String sentence(String reason) {
        return PrintableText.line(reason.replaceAll("\\s+", " ").strip(), LONGEST_REASON);
    }

    private static String notSuspected(BackupToVerify backup) {
        return "backup " + backup.id()
                + switch (backup.trust()) {
                    case VERIFIED -> " is verified already";
                    case CONDEMNED -> " is condemned: its bytes are bad, and no acceptance makes them good";
                    case UNVERIFIED -> " is not verified yet: wait for the verdict";
                    case SUSPECTED -> " is suspected";
                };
    }

    /** Restore now on the scratch server, whatever the policy says. */
    public void answer(DrillRequested wish, ReceivedMessage request) {
        DatabaseId database = database(wish);
        if (!scratch.isConfigured()) {
            refusals.refuse(request, database, ScratchSettings.NONE);
            return;
        }
        Optional<BackupId> named = wish.backup() == null ? standings.newest(database) : Optional.of(wish.backup());
        if (named.isEmpty()) {
            refusals.refuse(
                    request,
                    database,
                    "no verified full backup of '" + database
                            + "', other than those made before restores, is there to be drilled; 'holdfast list' shows all");
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
                ? "backup " + backup.id() + " is condemned: its bytes are bad, and 'holdfast show' says why"
                : "backup " + backup.id() + " is " + backup.kind() + " and has no contents to compare: name a full one";
    }

    /** An answer of ours has come back through the log. */
    public void received(UUID answer) {
        catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
    }

    private boolean isAnswered(UUID answer) {
        return catalogue
                .row("select 1 from answered where id = ?", row -> 1, answer)
                .isPresent();
    }

    /** The backup asked about; where there is none, the request is rejected. */
    private Optional<BackupToVerify> known(OperatorRequest wish, BackupId id, ReceivedMessage request) {
        DatabaseId database = database(wish);
        Optional<BackupToVerify> backup =
                backups.find(id).filter(found -> found.database().equals(database));
        if (backup.isEmpty()) {
            refusals.refuse(
                    request,
                    database,
                    "no completed backup " + id + " of '" + database + "' is known; 'holdfast list' shows the ids");
            return Optional.empty();
        }
        if (backups.isExpired(id)) {
            refusals.refuse(request, database, "backup " + id + " has expired: nothing of it is left");
            return Optional.empty();
        }
        return backup;
    }

    private static DatabaseId database(OperatorRequest wish) {
        return DatabaseId.parse(wish.database())
                .orElseThrow(() -> new DeadLetterException(
                        "'" + PrintableText.shortened(wish.database()) + "' is not a database id"));
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
