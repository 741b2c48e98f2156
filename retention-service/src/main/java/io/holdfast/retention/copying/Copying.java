package io.holdfast.retention.copying;

import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
import java.time.Clock;
import java.time.Duration;

/** Puts the room's parts together. */
public final class Copying {

    private Copying() {}

    /**
     * How patient copying is.
     *
     * @param lease how long a copy on its way is kept for an attempt that says nothing
     * @param firstPause after a failure; pauses double
     */
    public record Patience(Duration lease, Duration firstPause) {}

    /** What the catalogue offers. */
    public record Catalogue(Books books, Attempts attempts, Announcements log, Transactions transactions) {}

    public static MakeCopies of(
            Catalogue catalogue,
            Backlog backlog,
            WantedCopies wanted,
            Carrier carrier,
            Reach reach,
            Clock clock,
            Patience patience) {
        Claims claims =
                new Claims(catalogue.books(), catalogue.attempts(), catalogue.transactions(), wanted, patience.lease());
        Results results = new Results(
                claims,
                catalogue.books(),
                catalogue.attempts(),
                catalogue.log(),
                catalogue.transactions(),
                clock,
                patience.firstPause());
        return new MakeCopies(backlog, claims, results, carrier, reach, clock, patience.lease());
    }
}
