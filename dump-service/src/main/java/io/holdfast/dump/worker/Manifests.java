package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Finishing.Durable;
import io.holdfast.store.Key;
import io.holdfast.store.Manifest;
import io.holdfast.store.RestoreCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Puts together what a stranger has to know about an artifact. */
@ApplicationScoped
class Manifests {

    private final Clock clock;

    Manifests(Clock clock) {
        this.clock = clock;
    }

    Manifest of(
            Running run,
            Cleared cleared,
            Durable durable,
            Optional<Manifest.Encryption> encryption,
            RolesDump.Roles roles) {
        AcceptedRequest request = run.request();
        Key key = ArtifactName.parse(run.artifact()).orElseThrow().key();
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
                RestoreCommands.of(
                        key,
                        cleared.connection().database(),
                        request.kind(),
                        cleared.facts().server(),
                        withRoles));
    }
}
