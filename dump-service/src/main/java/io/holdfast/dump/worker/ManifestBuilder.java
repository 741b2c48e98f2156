package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.worker.DumpPreflightResult.Cleared;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.signing.UnusableSigningKeyException;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.FlushArtifactResult.Durable;
import io.holdfast.store.Manifest;
import io.holdfast.store.ManifestSignature;
import io.holdfast.store.ManualRestoreCommands;
import io.holdfast.store.ObjectKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Creates the manifest, which contains everything that is needed to restore the artifact without Holdfast. */
@ApplicationScoped
class ManifestBuilder {

    private static final Logger LOG = Logger.getLogger(ManifestBuilder.class);

    private final Clock clock;
    private final EventSignatures signing;

    ManifestBuilder(Clock clock, EventSignatures signing) {
        this.clock = clock;
        this.signing = signing;
    }

    /** Returns the manifest and its signature. If signing fails, the backup is stored without a signature. */
    List<CompanionFile> signed(CompanionFile manifest) {
        try {
            return signing.key()
                    .map(key -> List.of(manifest, ManifestSignature.of(manifest, key)))
                    .orElseGet(() -> List.of(manifest));
        } catch (UnusableSigningKeyException e) {
            LOG.warnf("The manifest is stored without a signature: %s", e.getMessage());
            return List.of(manifest);
        }
    }

    Manifest of(
            Running run,
            Cleared cleared,
            Durable durable,
            Optional<Manifest.Encryption> encryption,
            RolesDump.Roles roles) {
        ValidatedBackupRequest request = run.request();
        ObjectKey key = ArtifactName.parse(run.artifact()).orElseThrow().key();
        boolean withRoles = roles.companion().isPresent();
        return new Manifest(
                Manifest.VERSION,
                request.backup(),
                run.attempt(),
                request.database(),
                cleared.connection().database(),
                request.kind(),
                request.label(),
                request.slot(),
                run.startedAt(),
                clock.instant(),
                new Manifest.Artifact(
                        key.value(),
                        durable.bytes(),
                        durable.sha256(),
                        "pg_dump custom",
                        cleared.compression().toString(),
                        encryption.orElse(null)),
                cleared.facts().server(),
                cleared.programs().version().toString(),
                cleared.facts().tables(),
                cleared.facts().extensions(),
                roles.companion()
                        .map(companion -> key.companion(companion.role()).value())
                        .orElse(null),
                roles.skipped(),
                ManualRestoreCommands.of(
                        key,
                        cleared.connection().database(),
                        request.kind(),
                        cleared.facts().server(),
                        withRoles),
                roles.companion().map(CompanionFile::sha256).orElse(null),
                cleared.facts().faults(),
                cleared.facts().omissions());
    }
}
