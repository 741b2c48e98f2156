package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** By which keys services sign what they publish, and believe what they read. */
@ConfigMapping(prefix = "holdfast.signing")
interface SigningSettings {

    /** PEM file (PKCS#8) with this service's private key of Ed25519; read anew for every use. */
    Optional<Path> keyFile();

    /** Folder of the services' public keys: `SERVICE.pem` and `SERVICE.ANYTHING.pem`, as many for each as needed. */
    Optional<Path> publicKeys();

    /** `required`: an event without its service's signature is a dead letter. `off`: everything on `backup-events` is believed. */
    @WithDefault("required")
    Verify verify();

    /** Events that the broker took before this instant need no signature: when signing was first switched on. */
    Optional<Instant> trustedBefore();

    /** What is asked of an event. */
    enum Verify {
        REQUIRED,
        OFF
    }
}
