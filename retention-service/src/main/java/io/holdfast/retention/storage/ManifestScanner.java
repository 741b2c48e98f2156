package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.retention.rebuilding.ArtifactAtDestination;
import io.holdfast.retention.rebuilding.DestinationScanner;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.CompanionFile.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.Manifest;
import io.holdfast.store.ManifestSignature;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.WalkStoredFilesResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds artifacts by their manifests, and compares the manifests with the stored objects. */
@ApplicationScoped
class ManifestScanner implements DestinationScanner {

    private static final List<String> SIGNERS = List.of(AuthorizedPublishers.DUMP, AuthorizedPublishers.RETENTION);

    private final ConfiguredDestinations destinations;
    private final EventSignatures signing;

    ManifestScanner(ConfiguredDestinations destinations, EventSignatures signing) {
        this.destinations = destinations;
        this.signing = signing;
    }

    @Override
    public List<String> all() {
        return destinations.all().stream().map(Destination::id).toList();
    }

    @Override
    public Optional<String> scan(
            String destination, DatabaseId database, Consumer<ArtifactAtDestination> each, Consumer<Finding> doubts) {
        return destinations.named(destination).flatMap(place -> switch (place.walk(
                file -> scan(place, file, database, each, doubts))) {
            case WalkStoredFilesResult.Walked all -> Optional.empty();
            case DestinationUnavailableResult away -> Optional.of(away.reason());
        });
    }

    /**
     * Skips files whose name belongs to another database. A name without a database, such as that of an imported file,
     * does not allow that.
     */
    private void scan(
            Destination place,
            StoredFile file,
            DatabaseId database,
            Consumer<ArtifactAtDestination> each,
            Consumer<Finding> doubts) {
        String suffix = Role.MANIFEST.suffix();
        if (!file.fileName().endsWith(suffix)) {
            return;
        }
        String name = file.fileName().substring(0, file.fileName().length() - suffix.length());
        boolean mayBeOurs = ArtifactName.parse(name)
                .map(artifact -> artifact.database().equals(database))
                .orElse(true);
        Optional<ObjectKey> artifact = ObjectKey.parse(name);
        if (mayBeOurs && artifact.isPresent()) {
            scan(place, artifact.get(), database, each, doubts);
        }
    }

    private void scan(
            Destination place,
            ObjectKey artifact,
            DatabaseId database,
            Consumer<ArtifactAtDestination> each,
            Consumer<Finding> doubts) {
        String where = place.id() + "/" + artifact;
        boolean isNamedForIt = ArtifactName.parse(artifact.value()).isPresent();
        Optional<String> text = read(place, artifact, Role.MANIFEST);
        Optional<Manifest> manifest = text.flatMap(Manifest::parse);
        if (manifest.isEmpty()) {
            if (isNamedForIt) {
                doubts.accept(new Finding("manifest_unreadable", "the manifest of " + where + " is not readable"));
            }
        } else if (!manifest.get().database().equals(database)) {
            if (isNamedForIt) {
                doubts.accept(new Finding(
                        "manifest_of_another",
                        "the manifest of " + where + " is of database "
                                + manifest.get().database()));
            }
        } else {
            signed(place, artifact, text.get(), manifest.get(), each, doubts);
        }
    }

    /**
     * A manifest without a signature by a known key is from before signing, or the key was lost, or an attacker has
     * changed the storage. An attacker can also remove a signature. Therefore the facts beside it are ignored, and the
     * backup is held until an operator has reviewed it.
     */
    private void signed(
            Destination place,
            ObjectKey artifact,
            String text,
            Manifest manifest,
            Consumer<ArtifactAtDestination> each,
            Consumer<Finding> doubts) {
        Optional<Finding> doubt = signing.publicKeys().flatMap(keys -> doubt(place, artifact, text, keys));
        doubt.ifPresent(doubts::accept);
        compare(
                place,
                artifact,
                manifest,
                doubt.isPresent() ? found -> each.accept(found.withoutFacts()) : each,
                doubts);
    }

    private static Optional<Finding> doubt(Destination place, ObjectKey artifact, String text, ServicePublicKeys keys) {
        String where = place.id() + "/" + artifact;
        Optional<String> signature = read(place, artifact, Role.SIGNATURE);
        if (signature.isEmpty()) {
            return Optional.of(new Finding("manifest_unsigned", "the manifest of " + where + " is not signed"));
        }
        return ManifestSignature.signer(text, signature.get(), keys, SIGNERS).isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "manifest_forged",
                        "the signature beside the manifest of " + where
                                + " is not by a known key; either the keys or the manifest changed"));
    }

    private static void compare(
            Destination place,
            ObjectKey artifact,
            Manifest manifest,
            Consumer<ArtifactAtDestination> each,
            Consumer<Finding> doubts) {
        String where = place.id() + "/" + artifact;
        Manifest.Artifact described = manifest.artifact();
        boolean isOfAnotherKind = ArtifactName.parse(artifact.value())
                .map(name -> name.kind() != manifest.kind())
                .orElse(false);
        if (!described.file().equals(artifact.value()) || isOfAnotherKind) {
            doubts.accept(
                    new Finding("manifest_of_another", "the manifest of " + where + " describes another artifact"));
            return;
        }
        switch (place.stat(artifact)) {
            case StatArtifactResult.There there
            when there.bytes() != described.bytes() ->
                doubts.accept(new Finding(
                        "copy_differs",
                        where + " has " + there.bytes() + " bytes, but " + described.bytes() + " by its manifest"));
            case StatArtifactResult.There there -> each.accept(find(place, artifact, manifest, doubts));
            case ArtifactMissingResult artifactMissing ->
                doubts.accept(new Finding("artifact_missing", where + " has a manifest but is missing"));
            case ArtifactUnreadableResult artifactUnreadable ->
                doubts.accept(new Finding("artifact_unreadable", artifactUnreadable.reason()));
            case DestinationUnavailableResult away ->
                doubts.accept(new Finding("destination_away", where + " could not be checked: " + away.reason()));
        }
    }

    private static ArtifactAtDestination find(
            Destination place, ObjectKey artifact, Manifest manifest, Consumer<Finding> doubts) {
        Manifest.Artifact described = manifest.artifact();
        Optional<String> text = read(place, artifact, Role.FACTS);
        Optional<DestinationMetadataFileStore.Sidecar> sidecar = text.flatMap(DestinationMetadataFileStore::parse)
                .filter(known -> known.facts().backup().equals(manifest.backup())
                        && known.facts().database().equals(manifest.database())
                        && known.facts().kind() == manifest.kind());
        if (text.isPresent() && sidecar.isEmpty()) {
            doubts.accept(new Finding(
                    "facts_unreadable",
                    "the facts file beside " + place.id() + "/" + artifact
                            + " is not readable or is of another backup"));
        }
        return new ArtifactAtDestination(
                manifest.backup(),
                manifest.kind(),
                manifest.startedAt(),
                manifest.finishedAt(),
                manifest.label(),
                new BackupCopyRecord(place.id(), artifact.value(), null, described.bytes(), described.sha256()),
                sidecar.map(DestinationMetadataFileStore.Sidecar::facts).orElse(null),
                sidecar.map(DestinationMetadataFileStore.Sidecar::writtenAt).orElse(null));
    }

    private static Optional<String> read(Destination place, ObjectKey artifact, Role role) {
        return CompanionFileReadResult.read(place, artifact.companion(role))
                        instanceof CompanionFileReadResult.Whole whole
                ? Optional.of(new String(whole.bytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
