package io.holdfast.retention.storage;

import io.holdfast.events.CopyRef;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Intent;
import io.holdfast.retention.expiring.Storage;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.postgres.KnownCopies;
import io.holdfast.retention.postgres.KnownCopies.Known;
import io.holdfast.retention.settings.RetentionSettings;
import io.holdfast.retention.storage.Scan.Contradiction;
import io.holdfast.retention.storage.Scan.Loss;
import io.holdfast.retention.storage.Scan.Orphan;
import io.holdfast.retention.storage.Scan.Trouble;
import io.holdfast.store.Destination;
import io.holdfast.store.Stored;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Walking;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks for files that nobody knows, for copies that are not there, and for contradictions. Changes nothing. */
@ApplicationScoped
public class ScanDestinations {

    private final Destinations destinations;
    private final KnownCopies known;
    private final Books books;
    private final Transactions transactions;
    private final Storage storage;
    private final Clock clock;
    private final Duration grace;

    ScanDestinations(
            Destinations destinations,
            KnownCopies known,
            Books books,
            Transactions transactions,
            Storage storage,
            Clock clock,
            RetentionSettings settings) {
        this.destinations = destinations;
        this.known = known;
        this.books = books;
        this.transactions = transactions;
        this.storage = storage;
        this.clock = clock;
        this.grace = settings.retention().orphanGrace();
    }

    public Scan run() {
        List<Trouble> troubles = new ArrayList<>();
        List<Orphan> orphans = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        List<Contradiction> contradictions = new ArrayList<>();
        long unlisted = 0;
        for (Destination destination : destinations.all()) {
            String id = destination.id();
            try (KnownCopies.Cursor cursor = known.of(id)) {
                Comparison comparison = new Comparison(cursor::next);
                switch (destination.walk(comparison::see)) {
                    case Unavailable away -> troubles.add(new Trouble(id, away.reason()));
                    case Walking.Walked all -> {
                        comparison.end();
                        orphans.addAll(orphans(id, comparison));
                        losses.addAll(losses(id, comparison));
                        contradictions.addAll(contradictions(id, comparison));
                        unlisted += comparison.uncounted();
                    }
                }
            }
        }
        return new Scan(clock.instant(), troubles, orphans, unlisted, losses, contradictions);
    }

    /** The books are asked again after the files were shown, so that a file just announced is known. */
    private List<Orphan> orphans(String destination, Comparison comparison) {
        Instant settled = clock.instant().minus(grace);
        List<Stored> unknown = comparison.unknown().stream()
                .filter(file -> file.modified().isBefore(settled))
                .toList();
        Set<String> byNow = unknown.isEmpty()
                ? Set.of()
                : known.knownOf(
                        destination,
                        unknown.stream()
                                .map(file -> Comparison.artifactOf(file.fileName()))
                                .distinct()
                                .toList());
        return unknown.stream()
                .filter(file -> !byNow.contains(Comparison.artifactOf(file.fileName())))
                .map(file -> new Orphan(
                        destination,
                        file.fileName(),
                        file.bytes(),
                        file.modified(),
                        file.nature().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** A backup completed, or deleted, between the two readings is not a loss: so both are asked again. */
    private List<Loss> losses(String destination, Comparison comparison) {
        return comparison.missing().stream()
                .filter(copy -> find(destination, copy) instanceof Storage.Look.Absent)
                .filter(copy -> now(destination, copy)
                        .filter(page -> page.condition() != Condition.EXPIRED)
                        .isPresent())
                .map(copy -> new Loss(destination, copy.backup(), copy.database(), copy.key(), copy.word()))
                .toList();
    }

    private List<Contradiction> contradictions(String destination, Comparison comparison) {
        List<Contradiction> all = new ArrayList<>();
        comparison.different().stream()
                .filter(copy -> now(destination, copy)
                        .filter(page -> page.condition() == Condition.PRESENT
                                && page.copy().bytes() == copy.bytes())
                        .isPresent())
                .forEach(copy -> all.add(contradiction(
                        destination,
                        copy,
                        "copy_differs",
                        " has another length than the " + copy.bytes() + " bytes in the books")));
        comparison.undead().stream()
                .filter(copy -> find(destination, copy) instanceof Storage.Look.Good)
                .filter(copy -> now(destination, copy)
                        .filter(page -> page.condition() == Condition.EXPIRED)
                        .isPresent())
                .forEach(copy -> all.add(contradiction(
                        destination, copy, "expired_but_there", " has expired by the log, and its bytes are there")));
        return all;
    }

    private static Contradiction contradiction(String destination, Known copy, String code, String what) {
        return new Contradiction(
                destination,
                copy.backup(),
                copy.database(),
                copy.key(),
                code,
                copy.key() + " of backup " + copy.backup() + " at '" + destination + "'" + what);
    }

    private Storage.Look find(String destination, Known copy) {
        return storage.find(new CopyRef(destination, copy.key(), null));
    }

    /** The copy as its page has it now, unless it is about to be deleted. */
    private Optional<StoredCopy> now(String destination, Known copy) {
        CopyRef place = new CopyRef(destination, copy.key(), null);
        return transactions.inOne(() -> books.look(List.of(copy.backup()))).stream()
                .filter(page -> page.intents().stream()
                        .noneMatch(intent -> intent.stage() == Intent.Stage.DELETING
                                && intent.copy().destination().equals(destination)
                                && intent.copy().key().equals(copy.key())))
                .flatMap(page -> page.copies().stream())
                .filter(known -> known.isAt(place))
                .findFirst();
    }
}
