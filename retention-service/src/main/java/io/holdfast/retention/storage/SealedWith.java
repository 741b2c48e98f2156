package io.holdfast.retention.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.Sha256;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.Companion;
import io.holdfast.store.Companion.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was sealed with an artifact, read so that it can be sealed with another copy of it. */
record SealedWith(List<Companion> companions, Optional<SmallFile> trouble) {

    private static final List<Role> COPIED = List.of(Role.MANIFEST, Role.SIGNATURE, Role.ROLES, Role.ENCRYPTED_ROLES);

    /**
     * The manifest with its signature, and the roles where there are any; {@link #trouble} says why they cannot be had.
     *
     * @param copy with what the log recorded of its companions: then only those are taken, and only if they are the recorded ones
     */
    static SealedWith read(Destination destination, Key artifact, Copy copy) {
        return copy.companions() == null ? unrecorded(destination, artifact) : recorded(destination, artifact, copy);
    }

    private static SealedWith recorded(Destination destination, Key artifact, Copy copy) {
        Map<Role, SmallFile> files = new EnumMap<>(Role.class);
        for (Role role : COPIED) {
            copy.companion(role.suffix()).ifPresent(known -> {
                Key key = artifact.companion(role);
                files.put(role, recorded(key, SmallFile.read(destination, key), known.sha256()));
            });
        }
        return of(files, Optional.empty());
    }

    private static SmallFile recorded(Key key, SmallFile file, Sha256 expected) {
        return switch (file) {
            case SmallFile.Whole whole
            when !expected.equals(Passage.sha256(whole.bytes())) ->
                new SmallFile.Unfit(key + " is not the file that was sealed");
            case SmallFile.Absent absent -> new SmallFile.Unfit(key + " is gone");
            case SmallFile.Whole whole -> whole;
            case SmallFile.Unfit unfit -> unfit;
            case SmallFile.Away away -> away;
        };
    }

    /** Of a backup of before: only its own checksum file can be asked. */
    private static SealedWith unrecorded(Destination destination, Key artifact) {
        SmallFile checksums = SmallFile.read(destination, artifact.companion(Role.CHECKSUM));
        ChecksumFile sums = checksums instanceof SmallFile.Whole whole
                ? ChecksumFile.parse(new String(whole.bytes(), StandardCharsets.UTF_8))
                : new ChecksumFile(Map.of());
        Map<Role, SmallFile> files = new EnumMap<>(Role.class);
        COPIED.forEach(role -> {
            Key key = artifact.companion(role);
            files.put(role, checked(key, SmallFile.read(destination, key), sums.of(key)));
        });
        return of(files, Optional.of(checksums));
    }

    private static SealedWith of(Map<Role, SmallFile> files, Optional<SmallFile> checksums) {
        return new SealedWith(
                files.entrySet().stream()
                        .flatMap(file -> companion(file.getKey(), file.getValue()))
                        .toList(),
                Stream.concat(checksums.stream(), files.values().stream())
                        .filter(file -> file instanceof SmallFile.Unfit || file instanceof SmallFile.Away)
                        .findFirst());
    }

    /**
     * As it has to read where the artifact bears another name; only the manifest and its commands say the name. Nobody here can sign the
     * renamed manifest.
     */
    List<Companion> as(Key source, Key name) {
        return source.equals(name)
                ? companions
                : companions.stream()
                        .filter(companion -> companion.role() != Role.SIGNATURE)
                        .map(companion -> renamed(companion, source, name))
                        .toList();
    }

    private static Companion renamed(Companion companion, Key source, Key name) {
        return companion.role() == Role.MANIFEST
                ? Manifest.parse(companion.text())
                        .map(manifest -> renamed(manifest, source, name).asCompanion())
                        .orElse(companion)
                : companion;
    }

    private static Manifest renamed(Manifest known, Key source, Key name) {
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

    private static SmallFile checked(Key key, SmallFile file, Optional<Sha256> expected) {
        return switch (file) {
            case SmallFile.Whole whole
            when expected.isPresent() && !expected.get().equals(Passage.sha256(whole.bytes())) ->
                new SmallFile.Unfit(key + " is not what its checksum file says");
            case SmallFile.Absent absent when expected.isPresent() -> new SmallFile.Unfit(key + " is gone");
            case SmallFile.Whole whole -> whole;
            case SmallFile.Absent absent -> absent;
            case SmallFile.Unfit unfit -> unfit;
            case SmallFile.Away away -> away;
        };
    }

    private static Stream<Companion> companion(Role role, SmallFile file) {
        return file instanceof SmallFile.Whole whole
                ? Stream.of(new Companion(role, new String(whole.bytes(), StandardCharsets.UTF_8)))
                : Stream.empty();
    }
}
