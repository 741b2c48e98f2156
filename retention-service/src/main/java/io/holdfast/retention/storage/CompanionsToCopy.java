package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.CompanionFile.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import io.holdfast.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The companions that were sealed with an artifact, read in order to seal them with another copy of it. */
record CompanionsToCopy(List<CompanionFile> companions, Optional<CompanionFileReadResult> trouble) {

    private static final List<Role> COPIED = List.of(Role.MANIFEST, Role.SIGNATURE, Role.ROLES, Role.ENCRYPTED_ROLES);

    /**
     * Reads the manifest with its signature, and the roles if there are any; {@link #trouble} is the reason if they
     * cannot be used.
     *
     * @param copy if the event log recorded the companions of this copy, only the recorded files are accepted
     */
    static CompanionsToCopy read(Destination destination, ObjectKey artifact, BackupCopyRecord copy) {
        return copy.companions() == null ? unrecorded(destination, artifact) : recorded(destination, artifact, copy);
    }

    private static CompanionsToCopy recorded(Destination destination, ObjectKey artifact, BackupCopyRecord copy) {
        Map<Role, CompanionFileReadResult> files = new EnumMap<>(Role.class);
        for (Role role : COPIED) {
            copy.companion(role.suffix()).ifPresent(known -> {
                ObjectKey key = artifact.companion(role);
                files.put(role, recorded(key, CompanionFileReadResult.read(destination, key), known.sha256()));
            });
        }
        return of(files, Optional.empty());
    }

    private static CompanionFileReadResult recorded(ObjectKey key, CompanionFileReadResult file, Sha256 expected) {
        return switch (file) {
            case CompanionFileReadResult.Whole whole
            when !expected.equals(HashingStreamCopier.sha256(whole.bytes())) ->
                new CompanionFileReadResult.Unfit(key + " differs from the sealed file");
            case CompanionFileReadResult.Absent absent -> new CompanionFileReadResult.Unfit(key + " is missing");
            case CompanionFileReadResult.Whole whole -> whole;
            case CompanionFileReadResult.Unfit unfit -> unfit;
            case CompanionFileReadResult.Away away -> away;
        };
    }

    /** For a backup whose companions are not recorded, only its own checksum file can be used. */
    private static CompanionsToCopy unrecorded(Destination destination, ObjectKey artifact) {
        CompanionFileReadResult checksums =
                CompanionFileReadResult.read(destination, artifact.companion(Role.CHECKSUM));
        ChecksumFile sums = checksums instanceof CompanionFileReadResult.Whole whole
                ? ChecksumFile.parse(new String(whole.bytes(), StandardCharsets.UTF_8))
                : new ChecksumFile(Map.of());
        Map<Role, CompanionFileReadResult> files = new EnumMap<>(Role.class);
        COPIED.forEach(role -> {
            ObjectKey key = artifact.companion(role);
            files.put(role, checked(key, CompanionFileReadResult.read(destination, key), sums.of(key)));
        });
        return of(files, Optional.of(checksums));
    }

    private static CompanionsToCopy of(
            Map<Role, CompanionFileReadResult> files, Optional<CompanionFileReadResult> checksums) {
        return new CompanionsToCopy(
                files.entrySet().stream()
                        .flatMap(file -> companion(file.getKey(), file.getValue()))
                        .toList(),
                Stream.concat(checksums.stream(), files.values().stream())
                        .filter(file -> file instanceof CompanionFileReadResult.Unfit
                                || file instanceof CompanionFileReadResult.Away)
                        .findFirst());
    }

    /**
     * The companions for an artifact with another name. Only the manifest and its commands contain the name. The
     * renamed manifest is not signed, because this service does not have dump-service's key.
     */
    List<CompanionFile> as(ObjectKey source, ObjectKey name) {
        return source.equals(name)
                ? companions
                : companions.stream()
                        .filter(companion -> companion.role() != Role.SIGNATURE)
                        .map(companion -> renamed(companion, source, name))
                        .toList();
    }

    private static CompanionFile renamed(CompanionFile companion, ObjectKey source, ObjectKey name) {
        return companion.role() == Role.MANIFEST
                ? Manifest.parse(companion.text())
                        .map(manifest -> renamed(manifest, source, name).asCompanion())
                        .orElse(companion)
                : companion;
    }

    private static Manifest renamed(Manifest known, ObjectKey source, ObjectKey name) {
        Manifest.Artifact artifact = known.artifact();
        return known.withArtifact(
                new Manifest.Artifact(
                        name.value(),
                        artifact.bytes(),
                        artifact.sha256(),
                        artifact.format(),
                        artifact.compression(),
                        artifact.encryption()),
                known.restore().stream()
                        .map(command -> command.replace(source.value(), name.value()))
                        .toList());
    }

    private static CompanionFileReadResult checked(
            ObjectKey key, CompanionFileReadResult file, Optional<Sha256> expected) {
        return switch (file) {
            case CompanionFileReadResult.Whole whole
            when expected.isPresent() && !expected.get().equals(HashingStreamCopier.sha256(whole.bytes())) ->
                new CompanionFileReadResult.Unfit(key + " does not match its checksum file");
            case CompanionFileReadResult.Absent absent
            when expected.isPresent() -> new CompanionFileReadResult.Unfit(key + " is missing");
            case CompanionFileReadResult.Whole whole -> whole;
            case CompanionFileReadResult.Absent absent -> absent;
            case CompanionFileReadResult.Unfit unfit -> unfit;
            case CompanionFileReadResult.Away away -> away;
        };
    }

    private static Stream<CompanionFile> companion(Role role, CompanionFileReadResult file) {
        return file instanceof CompanionFileReadResult.Whole whole
                ? Stream.of(new CompanionFile(role, new String(whole.bytes(), StandardCharsets.UTF_8)))
                : Stream.empty();
    }
}
