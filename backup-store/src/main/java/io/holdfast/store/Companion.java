package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.nio.charset.StandardCharsets;

/** A small file that lies beside an artifact and is written before the artifact gets its name. */
public record Companion(Role role, String text) {

    /** What a companion is for; the suffix is added to the artifact's key. */
    public enum Role {
        /** {@link Manifest}: from which a stranger can restore. */
        MANIFEST(".manifest.json"),
        /** dump-service's signature of the manifest, by Ed25519: Base64 of its 64 bytes. */
        SIGNATURE(".manifest.sig"),
        /** Roles of the server, as {@code pg_dumpall --globals-only} prints them. */
        ROLES(".roles.sql"),
        /** The roles beside an encrypted artifact: they may hold password hashes. */
        ENCRYPTED_ROLES(".roles.sql.age"),
        /** What became known after the sealing: rewritten while the artifact stays as it is. */
        FACTS(".facts.json"),
        /** For {@code sha256sum -c}; covers the artifact and what was sealed with it. */
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

    /** Of the bytes as they are stored. */
    public Sha256 sha256() {
        return Sha256.of(RehashArtifact.sha256().digest(bytes()));
    }
}
