package io.holdfast.retention.settings;

import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.AnswerRequests;
import io.holdfast.retention.expiring.Approvals;
import io.holdfast.retention.expiring.Bookkeeping;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Clocks;
import io.holdfast.retention.expiring.ExpireBackups;
import io.holdfast.retention.expiring.LastWord;
import io.holdfast.retention.expiring.Planner;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.Rereading;
import io.holdfast.retention.expiring.Storage;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.promoting.KeepLocked;
import io.holdfast.retention.promoting.LookAfterTiers;
import io.holdfast.retention.promoting.MoveToArchive;
import io.holdfast.retention.promoting.PromoteBackups;
import io.holdfast.retention.promoting.Vaults;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the domain together, which knows nothing of containers. */
final class Wiring {

    @Produces
    @Singleton
    Planner planner() {
        return new Planner();
    }

    @Produces
    @Singleton
    Rereading rereading(Storage storage, RetentionSettings settings) {
        return new Rereading(storage, settings.retention().rereadingValidFor());
    }

    @Produces
    @Singleton
    Bookkeeping bookkeeping(Books books, Approvals approvals) {
        return new Bookkeeping(books, approvals);
    }

    @Produces
    @Singleton
    AnswerRequests answerRequests(
            Books books, Approvals approvals, Announcements log, Policies policies, Clocks clocks) {
        return new AnswerRequests(books, approvals, log, policies, clocks);
    }

    @Produces
    @Singleton
    AnnounceExpiry announceExpiry(
            Books books,
            Approvals approvals,
            Announcements log,
            Transactions transactions,
            Clocks clocks,
            Rereading rereading) {
        return new AnnounceExpiry(books, approvals, log, transactions, clocks, rereading);
    }

    @Produces
    @Singleton
    LookAfterTiers lookAfterTiers(
            Books books, Announcements log, Transactions transactions, Clocks clocks, Vaults vaults) {
        return new LookAfterTiers(
                books,
                transactions,
                clocks,
                new PromoteBackups(books, log, transactions),
                new KeepLocked(books, log, transactions, vaults),
                new MoveToArchive(books, log, transactions, vaults));
    }

    @Produces
    @Singleton
    LastWord lastWord(Books books, Transactions transactions, Policies policies, Clocks clocks, Rereading rereading) {
        return new LastWord(books, transactions, policies, clocks, rereading);
    }

    @Produces
    @Singleton
    ExpireBackups expireBackups(
            Books books, Announcements log, Transactions transactions, Storage storage, LastWord lastWord) {
        return new ExpireBackups(books, log, transactions, storage, lastWord);
    }
}
