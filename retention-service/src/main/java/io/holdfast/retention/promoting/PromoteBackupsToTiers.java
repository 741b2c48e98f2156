package io.holdfast.retention.promoting;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.RetentionTier;
import io.holdfast.retention.expiring.TierPromotion;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Instant;

/**
 * Publishes which backup represents its week, month or year, and until when. The record and the event are saved in one
 * transaction.
 */
public final class PromoteBackupsToTiers {

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;

    public PromoteBackupsToTiers(BackupRepository repository, EventPublisher log, TransactionRunner transactions) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
    }

    /** Returns how many promotions were published. */
    public int run(RetentionPlan plan, RetentionPolicy policy) {
        int published = 0;
        for (Entry entry : plan.entries()) {
            for (RetentionTier tier : entry.tiers()) {
                Instant until = policy.tiering().endOf(tier, entry.backup().takenAt());
                TierPromotion promotion = new TierPromotion(tier, until);
                boolean isNews = tier != RetentionTier.DAILY
                        && !entry.backup().promotions().contains(promotion);
                if (isNews && transactions.inOne(() -> promote(entry.backup(), promotion, until))) {
                    published++;
                }
            }
        }
        return published;
    }

    /** Reads the record again, because it may have changed: the backup may be no longer good. */
    private boolean promote(BackupRecord planned, TierPromotion promotion, Instant until) {
        BackupRecord record = repository.find(planned.id()).orElse(planned);
        if (!record.isSurvivor() || record.promotions().contains(promotion)) {
            return false;
        }
        repository.save(record.promoted(promotion));
        log.publish(
                NameBasedUuid.of(
                        "promoted", record.id().toString(), promotion.tier().word(), until.toString()),
                new BackupPromoted(
                        record.id(), record.database(), promotion.tier().word(), until));
        return true;
    }
}
