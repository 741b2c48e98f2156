package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OversightEvent.CatalogueRebuilt;
import io.holdfast.events.RequestRef;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Clocks;
import io.holdfast.retention.expiring.State;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the books of a database again from what lies at its destinations, by telling on the log what the log does not know.
 * Every id follows from the artifact, so that a second rebuild, or a replica's, tells nothing new.
 */
public final class RebuildBooks {

    /** An event has to stay small; the rest is in the service's log. */
    private static final int FINDINGS = 50;

    private final Shelves shelves;
    private final Books books;
    private final Chronicle chronicle;
    private final Transactions transactions;
    private final Clock clock;

    public RebuildBooks(Shelves shelves, Books books, Chronicle chronicle, Transactions transactions, Clock clock) {
        this.shelves = shelves;
        this.books = books;
        this.chronicle = chronicle;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Returns the answer; it is for the caller to say it. */
    public CatalogueRebuilt run(DatabaseId database, RequestRef request) {
        List<Finding> findings = new ArrayList<>();
        List<Lying> found = found(database, findings);
        int added = 0;
        int held = 0;
        for (Lying lying : found) {
            if (transactions.inOne(() -> compare(database, lying, findings))) {
                added++;
                held += lying.best().facts() == null ? 1 : 0;
            }
        }
        return new CatalogueRebuilt(database, request, found.size(), added, held, shortened(findings));
    }

    private static List<Finding> shortened(List<Finding> findings) {
        if (findings.size() <= FINDINGS) {
            return findings;
        }
        List<Finding> some = new ArrayList<>(findings.subList(0, FINDINGS));
        some.add(new Finding("more", (findings.size() - FINDINGS) + " more were found"));
        return some;
    }

    /** The oldest first, as they came about. */
    private List<Lying> found(DatabaseId database, List<Finding> findings) {
        Map<BackupId, Lying> all = new LinkedHashMap<>();
        for (String destination : shelves.all()) {
            Optional<String> away = shelves.look(
                    destination,
                    database,
                    find -> ofThePast(find, findings).ifPresent(past -> {
                        Lying known = all.putIfAbsent(past.backup(), new Lying(past));
                        if (known != null) {
                            known.add(past).ifPresent(findings::add);
                        }
                    }),
                    findings::add);
            away.ifPresent(why -> findings.add(new Finding(
                    "destination_away", "'" + destination + "' could not be looked at, so ask again later: " + why)));
        }
        return all.values().stream()
                .filter(lying -> !lying.isInConflict())
                .sorted(Comparator.comparing((Lying lying) -> lying.first().startedAt())
                        .thenComparing(lying -> lying.backup().value()))
                .toList();
    }

    /** What says that it is of tomorrow would be the newest of all, and the last word about everything. */
    private Optional<Find> ofThePast(Find find, List<Finding> findings) {
        Instant latest = clock.instant().plus(Clocks.TOLERANCE);
        if (find.startedAt().isAfter(latest) || find.finishedAt().isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the manifest of " + find.copy().ref() + " is of " + find.startedAt()
                            + ", which is still to come; it is ignored"));
            return Optional.empty();
        }
        Instant written = find.factsWrittenAt();
        if (written != null && written.isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the facts beside " + find.copy().ref() + " are of " + written
                            + ", which is still to come; they are ignored"));
            return Optional.of(find.withoutFacts());
        }
        return Optional.of(find);
    }

    /** Returns whether the log did not know the backup. */
    private boolean compare(DatabaseId database, Lying lying, List<Finding> findings) {
        Optional<Backup> page = books.page(lying.backup());
        if (page.isEmpty()) {
            Retelling.of(database, lying).forEach(one -> chronicle.say(one.id(), one.at(), one.event()));
            return true;
        }
        Backup known = page.get();
        if (!known.database().equals(database)) {
            findings.add(new Finding(
                    "manifest_of_another",
                    lying.first().copy().ref() + " says that it is backup " + known.id() + ", which is of "
                            + known.database()));
        } else if (known.state() == State.EXPIRED) {
            findings.add(new Finding(
                    "expired_but_there",
                    "backup " + known.id() + " has expired, and its bytes lie at "
                            + lying.first().copy().ref()));
        } else if (known.copies().isEmpty()) {
            findings.add(new Finding(
                    "unrecorded",
                    "backup " + known.id() + " is " + known.word() + ", and a sealed artifact lies at "
                            + lying.first().copy().ref()));
        } else {
            lying.copies().forEach(copy -> compare(known, copy, findings));
        }
        return false;
    }

    private void compare(Backup page, Copy copy, List<Finding> findings) {
        Optional<StoredCopy> there =
                page.copies().stream().filter(known -> known.isAt(copy.ref())).findFirst();
        Copy known = there.map(StoredCopy::copy)
                .orElseGet(() -> page.copies().getFirst().copy());
        if (known.bytes() != copy.bytes() || !known.sha256().equals(copy.sha256())) {
            findings.add(new Finding(
                    "copy_differs",
                    copy.ref() + " has " + copy.bytes() + " bytes by its manifest and is not what is known of backup "
                            + page.id()));
        } else if (there.isEmpty()) {
            chronicle.say(
                    NameBasedId.of(
                            "rebuilt",
                            "copied",
                            page.id().toString(),
                            copy.ref().toString(),
                            copy.sha256().hex()),
                    clock.instant(),
                    new BackupCopied(page.id(), page.database(), copy));
        } else if (!there.get().isThere()) {
            findings.add(new Finding(
                    "expired_but_there", "the copy " + copy.ref() + " has expired, and its bytes are there"));
        }
    }
}
