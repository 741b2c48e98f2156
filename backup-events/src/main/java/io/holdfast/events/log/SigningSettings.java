package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Keys with which services sign the events that they publish and verify the events that they read. */
@ConfigMapping(prefix = "holdfast.signing")
interface SigningSettings {

    /** PEM file (PKCS#8) with this service's private Ed25519 key; read again for each use. */
    Optional<Path> keyFile();

    /** Directory with the public keys of the services: `SERVICE.pem` and `SERVICE.ANYTHING.pem`. A service can have several keys. */
    Optional<Path> publicKeys();

    /**
     * `required`: an event without a valid signature of its service is sent to the dead-letter topic. `off`: signatures on `backup-events`
     * are not checked.
     */
    @WithDefault("required")
    Verify verify();

    /** Time at which signing was first enabled. Events that the broker received before this time need no signature. */
    Optional<Instant> trustedBefore();

    /** Whether events require a signature. */
    enum Verify {
        REQUIRED,
        OFF
    }
}
