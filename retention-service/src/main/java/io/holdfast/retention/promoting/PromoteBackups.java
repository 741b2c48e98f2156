package io.holdfast.retention.promoting;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.Promotion;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.Tier;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Instant;

/** Says on the log which backup stands for its week, month or year, and until when. Page and event are one transaction. */
public final class PromoteBackups {

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;

    public PromoteBackups(BackupRepository repository, EventPublisher log, TransactionRunner transactions) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
    }

    /** Returns how many were said. */
    public int run(RetentionPlan plan, RetentionPolicy policy) {
        int said = 0;
        for (Entry entry : plan.entries()) {
            for (Tier tier : entry.tiers()) {
                Instant until = policy.tiering().endOf(tier, entry.backup().takenAt());
                Promotion promotion = new Promotion(tier, until);
                boolean isNews =
                        tier != Tier.DAILY && !entry.backup().promotions().contains(promotion);
                if (isNews && transactions.inOne(() -> promote(entry.backup(), promotion, until))) {
                    said++;
                }
            }
        }
        return said;
    }

    /** Whether somebody else has changed the page meanwhile is asked again: it may be good no more. */
    private boolean promote(BackupRecord planned, Promotion promotion, Instant until) {
        BackupRecord page = repository.find(planned.id()).orElse(planned);
        if (!page.isSurvivor() || page.promotions().contains(promotion)) {
            return false;
        }
        repository.save(page.promoted(promotion));
        log.publish(
                NameBasedUuid.of(
                        "promoted", page.id().toString(), promotion.tier().word(), until.toString()),
                new BackupPromoted(page.id(), page.database(), promotion.tier().word(), until));
        return true;
    }
}
