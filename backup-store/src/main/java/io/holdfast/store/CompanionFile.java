package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.nio.charset.StandardCharsets;

/** A small file beside an artifact, written before the artifact gets its name. */
public record CompanionFile(Role role, String text) {

    /** The purpose of a companion; the suffix is appended to the artifact's key. */
    public enum Role {
        /** {@link Manifest}: everything that is needed to restore the artifact without Holdfast. */
        MANIFEST(".manifest.json"),
        /** dump-service's Ed25519 signature of the manifest: 64 bytes in Base64. */
        SIGNATURE(".manifest.sig"),
        /** Roles of the server, as printed by {@code pg_dumpall --globals-only}. */
        ROLES(".roles.sql"),
        /** The roles of an encrypted artifact, encrypted because they can contain password hashes. */
        ENCRYPTED_ROLES(".roles.sql.age"),
        /** Facts found after the artifact was sealed. This file is rewritten; the artifact never changes. */
        FACTS(".facts.json"),
        /** For {@code sha256sum -c}; covers the artifact and the files that were sealed with it. */
        CHECKSUM(".sha256");

        private final String suffix;

        Role(String suffix) {
            this.suffix = suffix;
        }

        public String suffix() {
            return suffix;
        }
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The checksum of the stored bytes. */
    public Sha256 sha256() {
        return Sha256.of(RehashArtifact.sha256().digest(bytes()));
    }
}
