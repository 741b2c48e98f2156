package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OversightEvent.ExpiryWithheld;
import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plans, and announces on the log what is to go. Deletes nothing: that needs the announcement to be read back first. */
public final class AnnounceExpiry {

    /** What came of planning for one database. */
    public sealed interface Outcome {
        record NothingDue() implements Outcome {}

        /** @param backups how many are on their way */
        record Announced(int backups) implements Outcome {}

        /** A person has to approve first. */
        record Withheld(UUID plan, int backups) implements Outcome {}

        /** Something else has to be put right first; the plan is made anew next time. */
        record Blocked(String why) implements Outcome {}
    }

    private final Books books;
    private final Approvals approvals;
    private final Announcements log;
    private final Transactions transactions;
    private final Clocks clocks;
    private final Rereading rereading;
    private final Planner planner = new Planner();

    public AnnounceExpiry(
            Books books,
            Approvals approvals,
            Announcements log,
            Transactions transactions,
            Clocks clocks,
            Rereading rereading) {
        this.books = books;
        this.approvals = approvals;
        this.log = log;
        this.transactions = transactions;
        this.clocks = clocks;
        this.rereading = rereading;
    }

    /** Plans for one database and announces what may go. */
    public Outcome run(RetentionPolicy policy) {
        Instant now = clocks.now();
        RetentionPlan plan = transactions.inOne(() -> planner.plan(books.keptOf(policy.database()), policy, now));
        if (plan.due().isEmpty()) {
            return new Outcome.NothingDue();
        }
        List<Entry> permitted = transactions.inOne(() -> plan.permitted(approvedOf(plan)));
        boolean isWithheld = permitted.size() < plan.due().size();
        if (isWithheld) {
            transactions.inOne(() -> withhold(plan));
        }
        Outcome outcome = permitted.isEmpty() ? new Outcome.NothingDue() : announce(permitted, now);
        return isWithheld && !(outcome instanceof Outcome.Blocked)
                ? new Outcome.Withheld(plan.id(), plan.expiring().size())
                : outcome;
    }

    private Outcome announce(List<Entry> permitted, Instant now) {
        Optional<String> obstacle = clocks.disagreement().or(() -> unsound(permitted, now));
        if (obstacle.isPresent()) {
            return new Outcome.Blocked(obstacle.get());
        }
        int announced = 0;
        for (Entry entry : permitted) {
            List<CopyPlan> going = possible(entry);
            if (!going.isEmpty()) {
                // One transaction for each backup: a hold that waits for a page does not wait for the whole plan.
                transactions.inOne(() -> announce(entry, going, now));
                announced++;
            }
        }
        return announced == 0
                ? new Outcome.Blocked("no destination of what is due can be reached")
                : new Outcome.Announced(announced);
    }

    /** An announcement that could only wait, or be withdrawn, is not made: a bucket may be away for months. */
    private List<CopyPlan> possible(Entry entry) {
        return entry.due().stream()
                .filter(plan -> rereading.isReachable(plan.copy().copy().ref()))
                .filter(plan -> plan.decision() instanceof Expire expire
                        && rereading.absence(expire.countsOn()).isEmpty())
                .toList();
    }

    private Set<BackupId> approvedOf(RetentionPlan plan) {
        Set<BackupId> approved = new HashSet<>(approvals.approvedOf(plan.database()));
        if (approvals.isApproved(plan.database(), plan.id())) {
            plan.expiring().forEach(entry -> approved.add(entry.backup().id()));
        }
        return approved;
    }

    private boolean withhold(RetentionPlan plan) {
        int backups = plan.expiring().size();
        boolean isNew = approvals.withhold(plan);
        if (isNew) {
            String reason = "would delete " + backups + " of " + plan.stored() + " backups in one run, more than "
                    + RetentionPlan.COUNT + " and more than " + RetentionPlan.SHARE + " percent; look at it with"
                    + " 'holdfast plan' and approve it if it is what you want";
            log.say(
                    NameBasedId.of("withheld", plan.id().toString()),
                    new ExpiryWithheld(plan.database(), plan.id(), backups, reason));
        }
        return isNew;
    }

    /** Read before announcing, too: otherwise a bad survivor would be an announcement and a withdrawal every day. */
    private Optional<String> unsound(List<Entry> permitted, Instant now) {
        Set<BackupId> countedOn = new HashSet<>();
        permitted.forEach(entry -> countedOn.addAll(entry.survivors()));
        List<Backup> pages = transactions.inOne(() -> books.look(List.copyOf(countedOn)));
        return rereading.objection(pages, now);
    }

    private boolean announce(Entry entry, List<CopyPlan> going, Instant now) {
        Backup page = books.page(entry.backup().id()).orElseThrow();
        if (!page.equals(entry.backup())) {
            return false;
        }
        boolean isAllOfIt = going.size() == page.lasting().count();
        Backup announced = page;
        for (int i = 0; i < going.size(); i++) {
            BackupExpiring intent = intent(entry, going.get(i), isAllOfIt && i == going.size() - 1, now);
            announced = announced.withIntent(Intent.announced(intent, now));
            log.say(intent.intent(), intent);
        }
        books.save(announced);
        return true;
    }

    private static BackupExpiring intent(Entry entry, CopyPlan going, boolean last, Instant now) {
        CopyRef copy = going.copy().copy().ref();
        UUID id = NameBasedId.of("intent", entry.backup().id().toString(), copy.toString(), now.toString());
        return new BackupExpiring(
                entry.backup().id(),
                entry.backup().database(),
                id,
                copy,
                last,
                going.decision().reason(),
                entry.survivors());
    }
}
