package io.holdfast.verify.worker;

import io.holdfast.events.VerificationLevel;
import io.holdfast.verify.postgres.UndecryptedBackupQueries;
import io.holdfast.verify.settings.ConfiguredTrustedLevelPolicy;
import io.holdfast.verify.storage.DecryptionKeyFileReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Retries encrypted backups that could not be decrypted. They wait for an operator, not for time. A start of the service with a
 * key, or with a setting that checksums are sufficient, means that the operator has acted.
 */
@ApplicationScoped
class RetryUndecryptedBackups {

    private final UndecryptedBackupQueries unopened;
    private final DecryptionKeyFileReader identities;
    private final ConfiguredTrustedLevelPolicy trusting;
    private final Clock clock;
    private boolean isDone;

    RetryUndecryptedBackups(
            UndecryptedBackupQueries unopened,
            DecryptionKeyFileReader identities,
            ConfiguredTrustedLevelPolicy trusting,
            Clock clock) {
        this.unopened = unopened;
        this.identities = identities;
        this.trusting = trusting;
        this.clock = clock;
    }

    /** Plans the retries once per process, after the replay of the event log. */
    synchronized void planOnce() {
        if (!isDone) {
            unopened.plan(
                    database -> identities.isConfigured() || trusting.trustedLevel(database) == VerificationLevel.L1,
                    clock.instant());
            isDone = true;
        }
    }
}
