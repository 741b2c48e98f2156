package io.holdfast.retention.promoting;

import io.holdfast.events.KeepingEvent.BackupPromoted;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Promotion;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.Tier;
import io.holdfast.retention.expiring.Transactions;
import java.time.Instant;

/** Says on the log which backup stands for its week, month or year, and until when. Page and event are one transaction. */
public final class PromoteBackups {

    private final Books books;
    private final Announcements log;
    private final Transactions transactions;

    public PromoteBackups(Books books, Announcements log, Transactions transactions) {
        this.books = books;
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
    private boolean promote(Backup planned, Promotion promotion, Instant until) {
        Backup page = books.page(planned.id()).orElse(planned);
        if (!page.isSurvivor() || page.promotions().contains(promotion)) {
            return false;
        }
        books.save(page.promoted(promotion));
        log.say(
                NameBasedId.of(
                        "promoted", page.id().toString(), promotion.tier().word(), until.toString()),
                new BackupPromoted(page.id(), page.database(), promotion.tier().word(), until));
        return true;
    }
}
