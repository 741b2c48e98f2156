package io.holdfast.retention.copying;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.CopyFailed;
import io.holdfast.events.Failure;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.copying.Carrier.Carried;
import io.holdfast.retention.copying.Claims.Ours;
import io.holdfast.retention.copying.MakeCopies.Outcome;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down what came of an attempt, together with what is said about it. Only the newest attempt can. */
final class Results {

    /** A backup that cannot be copied is tried again at the latest after this. */
    static final Duration LONGEST = Duration.ofHours(6);

    private final Claims claims;
    private final Books books;
    private final Attempts attempts;
    private final Announcements log;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration firstPause;

    Results(
            Claims claims,
            Books books,
            Attempts attempts,
            Announcements log,
            Transactions transactions,
            Clock clock,
            Duration firstPause) {
        this.claims = claims;
        this.books = books;
        this.attempts = attempts;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
        this.firstPause = firstPause;
    }

    Outcome made(Journey journey, Carried.Landed landed) {
        return transactions.inOne(() -> claims.stillOurs(journey)
                .map(ours -> made(ours, journey.missing(), landed))
                .orElseGet(() -> new Outcome.LeftOff(journey.missing())));
    }

    private Outcome made(Ours ours, MissingCopy missing, Carried.Landed landed) {
        attempts.forget(missing.backup(), missing.destination());
        books.save(ours.unpinned().copied(landed.copy()));
        say("copied", missing, new BackupCopied(missing.backup(), missing.database(), landed.copy()));
        return new Outcome.Made(missing, landed.copy(), landed.wasThere());
    }

    Outcome failed(Journey journey, Failure failure, String why) {
        return failedUntil(journey, failure, why, null);
    }

    /** @param retryAt when its destination is asked again */
    Outcome failed(Journey journey, Failure failure, String why, Instant retryAt) {
        return failedUntil(journey, failure, why, retryAt);
    }

    private Outcome failedUntil(Journey journey, Failure failure, String why, @Nullable Instant retryAt) {
        return transactions.inOne(() -> claims.stillOurs(journey)
                .map(ours -> failed(
                        ours, journey.missing(), failure, why, retryAt == null ? afterPause(ours.attempt()) : retryAt))
                .orElseGet(() -> new Outcome.LeftOff(journey.missing())));
    }

    private Instant afterPause(Attempt attempt) {
        return clock.instant().plus(Pauses.after(attempt.failures(), firstPause, LONGEST));
    }

    /** Announced where it is news: a bucket that is gone for a day is one event, not one for each question. */
    private Outcome failed(Ours ours, MissingCopy missing, Failure failure, String why, Instant retryAt) {
        boolean isNews = !ours.attempt().hasFailedSo(failure, why);
        attempts.save(ours.attempt().failed(failure, why, retryAt));
        books.save(ours.unpinned());
        if (isNews) {
            say(
                    "copy-failed",
                    missing,
                    new CopyFailed(missing.backup(), missing.database(), missing.destination(), failure, why, retryAt));
        }
        return new Outcome.Failed(missing, failure, why, retryAt, isNews);
    }

    /** The instant makes the id: a copy that was lost and made again is another fact. */
    private void say(String what, MissingCopy missing, BackupEvent event) {
        log.say(
                NameBasedId.of(
                        what,
                        missing.backup().toString(),
                        missing.destination(),
                        clock.instant().toString()),
                event);
    }
}
