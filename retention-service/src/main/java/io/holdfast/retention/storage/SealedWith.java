package io.holdfast.retention.storage;

import io.holdfast.events.Sha256;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.Companion;
import io.holdfast.store.Companion.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was sealed with an artifact, read so that it can be sealed with another copy of it. */
record SealedWith(List<Companion> companions, Optional<SmallFile> trouble) {

    /** The manifest, and the roles where there are any; {@link #trouble} says why they cannot be had. */
    static SealedWith read(Destination destination, Key artifact) {
        SmallFile checksums = SmallFile.read(destination, artifact.companion(Role.CHECKSUM));
        ChecksumFile sums = checksums instanceof SmallFile.Whole whole
                ? ChecksumFile.parse(new String(whole.bytes(), StandardCharsets.UTF_8))
                : new ChecksumFile(Map.of());
        Map<Role, SmallFile> files = new EnumMap<>(Role.class);
        Stream.of(Role.MANIFEST, Role.ROLES, Role.ENCRYPTED_ROLES).forEach(role -> {
            Key key = artifact.companion(role);
            files.put(role, checked(key, SmallFile.read(destination, key), sums.of(key)));
        });
        return new SealedWith(
                files.entrySet().stream()
                        .flatMap(file -> companion(file.getKey(), file.getValue()))
                        .toList(),
                Stream.concat(Stream.of(checksums), files.values().stream())
                        .filter(file -> file instanceof SmallFile.Unfit || file instanceof SmallFile.Away)
                        .findFirst());
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
