package io.holdfast.retention.settings;

import io.holdfast.retention.copying.AnnounceProtected;
import io.holdfast.retention.copying.Attempts;
import io.holdfast.retention.copying.Backlog;
import io.holdfast.retention.copying.Carrier;
import io.holdfast.retention.copying.Copying;
import io.holdfast.retention.copying.MakeCopies;
import io.holdfast.retention.copying.Places;
import io.holdfast.retention.copying.Reach;
import io.holdfast.retention.copying.WantedCopies;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what makes copies. */
final class CopyWiring {

    @Produces
    @Singleton
    WantedCopies wantedCopies(Places places, Policies policies) {
        return new WantedCopies(places, policies);
    }

    @Produces
    @Singleton
    Reach reach(CopyingSettings settings) {
        return new Reach(settings.retryAfter());
    }

    @Produces
    @Singleton
    Backlog backlog(
            Books books,
            Transactions transactions,
            Policies policies,
            Places places,
            WantedCopies wanted,
            Clock clock) {
        return new Backlog(books, transactions, policies, places, wanted, clock);
    }

    @Produces
    @Singleton
    AnnounceProtected announceProtected(
            Backlog backlog,
            WantedCopies wanted,
            Books books,
            Announcements log,
            Transactions transactions,
            Clock clock) {
        return new AnnounceProtected(backlog, wanted, books, log, transactions, clock);
    }

    @Produces
    @Singleton
    MakeCopies makeCopies(
            Books books,
            Attempts attempts,
            Announcements log,
            Transactions transactions,
            Backlog backlog,
            WantedCopies wanted,
            Carrier carrier,
            Reach reach,
            Clock clock,
            CopyingSettings settings) {
        return Copying.of(
                new Copying.Catalogue(books, attempts, log, transactions),
                backlog,
                wanted,
                carrier,
                reach,
                clock,
                new Copying.Patience(settings.lease(), settings.retryAfter()));
    }
}
