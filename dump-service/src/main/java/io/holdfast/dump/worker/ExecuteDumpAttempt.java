package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.worker.DumpOutcome.Failed;
import io.holdfast.dump.worker.DumpOutcome.Sealed;
import io.holdfast.dump.worker.DumpOutcome.Stopped;
import io.holdfast.dump.worker.DumpPreflightResult.Cleared;
import io.holdfast.dump.worker.DumpPreflightResult.NotCleared;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.DumpOmissionFindingMapper;
import io.holdfast.store.FlushArtifactResult.Durable;
import io.holdfast.store.Manifest;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.fanout.DestinationWriteFailure;
import io.holdfast.store.fanout.FanOutWriter;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.store.settings.DatabaseEncryptionRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes one attempt. The order of the steps is: preflight → partial file → pg_dump exits with 0 → fsync → companions → name
 * → fsync of the directory. {@code DESIGN.md} describes what a crash after each step leaves, and what cleans it up.
 */
@ApplicationScoped
class ExecuteDumpAttempt {

    /** Applies before pg_dump takes its snapshot. A destination that does not respond in time gets its copy later. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private final Preflight preflight;
    private final StreamDumpToDestinations dumpTransfer;
    private final RolesDump roles;
    private final ManifestBuilder manifests;
    private final LeaseHeartbeat heartbeats;
    private final ConfiguredDestinations destinations;
    private final DatabaseEncryptionRecipients recipients;

    ExecuteDumpAttempt(
            Preflight preflight,
            StreamDumpToDestinations dumpTransfer,
            RolesDump roles,
            ManifestBuilder manifests,
            LeaseHeartbeat heartbeats,
            ConfiguredDestinations destinations,
            DatabaseEncryptionRecipients recipients) {
        this.preflight = preflight;
        this.dumpTransfer = dumpTransfer;
        this.roles = roles;
        this.manifests = manifests;
        this.heartbeats = heartbeats;
        this.destinations = destinations;
        this.recipients = recipients;
    }

    DumpOutcome carryOut(RunInProgress live) throws InterruptedException {
        return switch (preflight.clear(live.run().request())) {
            case NotCleared notCleared -> Failed.of(notCleared.why(), "");
            case Cleared cleared -> begin(live, cleared);
        };
    }

    private DumpOutcome begin(RunInProgress live, Cleared cleared) throws InterruptedException {
        ArtifactName name = ArtifactName.parse(live.run().artifact()).orElseThrow();
        Map<Destination, Duration> stallTimeouts = new LinkedHashMap<>();
        cleared.destinations().forEach(to -> stallTimeouts.put(to, destinations.stallAfter(to)));
        ArtifactWriteOptions options =
                destinations.options(live.run().request().database(), live.run().startedAt());
        try (FanOutWriter fanOut = FanOutWriter.begin(stallTimeouts, name, options, RESPONSE_TIMEOUT)) {
            return fanOut.isUp() ? dump(live, cleared, fanOut) : broke(fanOut);
        }
    }

    private DumpOutcome dump(RunInProgress live, Cleared cleared, FanOutWriter fanOut) throws InterruptedException {
        return switch (dumpTransfer.stream(live, cleared, fanOut, recipients(live.run()))) {
            case StreamDumpToDestinations.Broken broken -> stoppedOr(live, broken.outcome());
            case StreamDumpToDestinations.Done done -> checked(live, cleared, fanOut, done);
        };
    }

    /** The reserved name determines whether the artifact is encrypted. */
    private Optional<AgeEncryptionRecipients> recipients(Running run) {
        return ArtifactName.parse(run.artifact()).orElseThrow().isEncrypted()
                ? Optional.of(recipients.of(run.request().database()).orElseThrow())
                : Optional.empty();
    }

    /** Keeps the output only if the exit status is 0, because the output of a failed pg_dump can look valid. */
    private DumpOutcome checked(
            RunInProgress live, Cleared cleared, FanOutWriter fanOut, StreamDumpToDestinations.Done done)
            throws InterruptedException {
        Optional<DumpStopReason> stop = live.dumpStopReason();
        ProgramExitResult exitResult = done.ended();
        String complaint = exitResult.complaint().text();
        if (stop.isPresent()) {
            return new Stopped(stop.get(), complaint);
        }
        if (!exitResult.succeeded()) {
            return dumpTransfer.explained(done, cleared, live.run().request().kind());
        }
        live.sealing();
        return seal(live, cleared, fanOut, done.encryption());
    }

    private DumpOutcome seal(
            RunInProgress live, Cleared cleared, FanOutWriter fanOut, Optional<Manifest.Encryption> encryption)
            throws InterruptedException {
        Running run = live.run();
        RolesDump.Roles dumpedRoles = roles.of(run.request().kind(), cleared, recipients(run));
        // Detects a lost lease before the artifact gets its name. Otherwise, only the fence would detect it afterwards.
        heartbeats.beat(live);
        if (live.dumpStopReason().isPresent()) {
            return new Stopped(live.dumpStopReason().get(), "");
        }
        Optional<Durable> durable = fanOut.finish();
        if (durable.isEmpty()) {
            return broke(fanOut);
        }
        List<CompanionFile> companions = new ArrayList<>(manifests.signed(manifests
                .of(run, cleared, durable.get(), encryption, dumpedRoles)
                .asCompanion()));
        dumpedRoles.companion().ifPresent(companions::add);
        return sealed(cleared, fanOut, fanOut.seal(companions));
    }

    private static DumpOutcome sealed(Cleared cleared, FanOutWriter fanOut, List<BackupCopyRecord> copies) {
        if (fanOut.isDiscarded()) {
            return new Stopped(new DumpStopReason.LeaseLost(), "");
        }
        if (copies.isEmpty()) {
            return broke(fanOut);
        }
        List<DestinationWithoutCopy> missing = new ArrayList<>(cleared.missing());
        fanOut.failures().stream().map(DestinationWriteFailureMapper::missing).forEach(missing::add);
        return new Sealed(
                copies,
                missing,
                cleared.facts().server().version(),
                cleared.programs().version().toString(),
                cleared.facts().omissions().stream()
                        .map(DumpOmissionFindingMapper::finding)
                        .toList());
    }

    private static DumpOutcome broke(FanOutWriter fanOut) {
        DestinationWriteFailure first = fanOut.firstSetback();
        return new Failed(first.failure(), first.message(), "");
    }

    private static DumpOutcome stoppedOr(RunInProgress live, Failed failed) {
        return live.dumpStopReason()
                .<DumpOutcome>map(reason -> new Stopped(reason, failed.complaint()))
                .orElse(failed);
    }
}
