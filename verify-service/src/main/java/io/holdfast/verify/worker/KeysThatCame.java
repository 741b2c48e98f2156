package io.holdfast.verify.worker;

import io.holdfast.events.Level;
import io.holdfast.verify.postgres.UnopenedBackups;
import io.holdfast.verify.settings.TrustedLevels;
import io.holdfast.verify.storage.IdentityFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Encrypted backups that nobody could open wait for a person, not for time. When the service starts with a key, or with the
 * word that checksums are enough, the person has come.
 */
@ApplicationScoped
class KeysThatCame {

    private final UnopenedBackups unopened;
    private final IdentityFile identities;
    private final TrustedLevels trusting;
    private final Clock clock;
    private boolean isDone;

    KeysThatCame(UnopenedBackups unopened, IdentityFile identities, TrustedLevels trusting, Clock clock) {
        this.unopened = unopened;
        this.identities = identities;
        this.trusting = trusting;
        this.clock = clock;
    }

    /** Once in the life of this process, when the log has been read. */
    synchronized void planOnce() {
        if (!isDone) {
            unopened.plan(
                    database -> identities.isConfigured() || trusting.trustedLevel(database) == Level.L1,
                    clock.instant());
            isDone = true;
        }
    }
}
