package io.holdfast.retention.expiring;

import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.Decision.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that can still speak against a deletion that has been announced and read back. */
public final class LastWord {

    /**
     * How long after it was appended an intent may be acted upon. Within it the intent itself shows that this machine's clock
     * and the broker's agree; an older one is withdrawn and planned anew.
     */
    static final Duration VALID_FOR = Duration.ofHours(1);

    private final Books books;
    private final Transactions transactions;
    private final Policies policies;
    private final Clocks clocks;
    private final Rereading rereading;

    public LastWord(Books books, Transactions transactions, Policies policies, Clocks clocks, Rereading rereading) {
        this.books = books;
        this.transactions = transactions;
        this.policies = policies;
        this.clocks = clocks;
        this.rereading = rereading;
    }

    /** What the books, the policy and the clocks say. Used within a transaction. */
    Optional<String> objection(Backup page, Intent intent) {
        Instant now = clocks.now();
        List<Backup> countedOn = books.look(intent.survivors());
        return Optional.ofNullable(intent.objection())
                .or(() -> Conversation.objection(page, intent.survivors(), countedOn, now))
                .or(() -> policy(page, countedOn, now))
                .or(() -> clock(intent, now))
                .or(clocks::disagreement);
    }

    /** What the survivors' bytes say. Takes as long as reading them; not to be used within a transaction. */
    Optional<String> survivorsAreUnsound(Intent intent) {
        return rereading.objection(transactions.inOne(() -> books.look(intent.survivors())), clocks.now());
    }

    /** The plan's own rule, on the page as it is now: it may have been verified since, or the policy changed. */
    private Optional<String> policy(Backup page, List<Backup> countedOn, Instant now) {
        Optional<RetentionPolicy> policy = policies.of(page.database());
        if (policy.isEmpty()) {
            return Optional.of("the database is not configured any more");
        }
        Survivors survivors = Survivors.among(countedOn, policy.get().minimumVerified());
        return switch (new Rule(policy.get(), now).decide(page, survivors)) {
            case Expire expire -> Optional.empty();
            case Keep keep -> Optional.of(keep.reason());
        };
    }

    /** The broker stamped the intent, so it shows how the broker's clock stands to this one. */
    private static Optional<String> clock(Intent intent, Instant now) {
        Instant announcedAt = intent.announcedAt();
        Instant appendedAt = intent.appendedAt();
        if (announcedAt == null || appendedAt == null) {
            return Optional.of("this catalogue does not remember announcing it");
        }
        if (appendedAt.isBefore(announcedAt.minus(Clocks.TOLERANCE))
                || appendedAt.isAfter(now.plus(Clocks.TOLERANCE))) {
            return Optional.of("the broker's clock (" + appendedAt + ") and this machine's (" + announcedAt + " to "
                    + now + ") differ");
        }
        return now.isAfter(appendedAt.plus(VALID_FOR))
                ? Optional.of("it was announced at " + appendedAt + ", too long before " + now)
                : Optional.empty();
    }
}
