package io.holdfast.verify.worker;

import io.holdfast.events.VerificationLevel;
import io.holdfast.verify.postgres.UndecryptedBackups;
import io.holdfast.verify.settings.ConfiguredTrustedLevels;
import io.holdfast.verify.storage.IdentityFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Encrypted backups that nobody could open wait for a person, not for time. When the service starts with a key, or with the
 * word that checksums are enough, the person has come.
 */
@ApplicationScoped
class RetryOnKeyAvailable {

    private final UndecryptedBackups unopened;
    private final IdentityFile identities;
    private final ConfiguredTrustedLevels trusting;
    private final Clock clock;
    private boolean isDone;

    RetryOnKeyAvailable(
            UndecryptedBackups unopened, IdentityFile identities, ConfiguredTrustedLevels trusting, Clock clock) {
        this.unopened = unopened;
        this.identities = identities;
        this.trusting = trusting;
        this.clock = clock;
    }

    /** Once in the life of this process, when the log has been read. */
    synchronized void planOnce() {
        if (!isDone) {
            unopened.plan(
                    database -> identities.isConfigured() || trusting.trustedLevel(database) == VerificationLevel.L1,
                    clock.instant());
            isDone = true;
        }
    }
}
