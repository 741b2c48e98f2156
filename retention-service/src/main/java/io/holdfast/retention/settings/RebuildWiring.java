package io.holdfast.retention.settings;

import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.rebuilding.Chronicle;
import io.holdfast.retention.rebuilding.ForeignDumps;
import io.holdfast.retention.rebuilding.ImportDump;
import io.holdfast.retention.rebuilding.RebuildBooks;
import io.holdfast.retention.rebuilding.Shelves;
import io.holdfast.retention.remembering.RememberFacts;
import io.holdfast.retention.remembering.Remembered;
import io.holdfast.retention.remembering.Sidecars;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what remembers the books beside the copies, and makes them again from there. */
final class RebuildWiring {

    @Produces
    @Singleton
    RememberFacts rememberFacts(
            Books books,
            Remembered remembered,
            Transactions transactions,
            Sidecars sidecars,
            Clock clock,
            CopyingSettings settings) {
        return new RememberFacts(books, remembered, transactions, sidecars, clock, settings.retryAfter());
    }

    @Produces
    @Singleton
    RebuildBooks rebuildBooks(
            Shelves shelves, Books books, Chronicle chronicle, Transactions transactions, Clock clock) {
        return new RebuildBooks(shelves, books, chronicle, transactions, clock);
    }

    @Produces
    @Singleton
    ImportDump importDump(ForeignDumps dumps, Books books, Transactions transactions) {
        return new ImportDump(dumps, books, transactions);
    }
}
