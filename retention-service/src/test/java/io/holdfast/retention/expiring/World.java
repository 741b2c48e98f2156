package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.KeepingEvent.BackupHeld;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupReleased;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * retention-service with everything around it played: a log of one partition, an outbox, storage, three clocks, other
 * services, operators, and crashes. Only the code under test decides.
 */
final class World {

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param brokerTime when it was appended, by the broker's clock */
    record Entry(UUID id, BackupEvent event, Instant brokerTime) {}

    final MemoryCatalogue catalogue = new MemoryCatalogue();
    final MemoryStorage storage = new MemoryStorage();
    final List<Entry> log = new ArrayList<>();
    final RetentionPolicy policy;

    /** Holds that were promised, minus the releases that the service has heard. */
    final Set<BackupId> promisedHolds = new HashSet<>();

    int heard;
    int backups;
    Duration catalogueOffset = Duration.ZERO;
    Duration brokerOffset = Duration.ZERO;

    private final Set<UUID> inbox = new HashSet<>();
    private Instant now = Example.NOW;
    private Duration localOffset = Duration.ZERO;
    private int numbers;
    private int stepsToCrash = -1;
    private Optional<Integer> replayUntil = Optional.empty();
    private AnnounceExpiry announcing;
    private ExpireBackups expiring;
    private AnswerRequests answers;
    private Bookkeeping bookkeeping;

    World(RetentionPolicy policy) {
        this.policy = policy;
        catalogue.beforeEachStep(this::step);
        storage.beforeEachStep(this::step);
        restart();
    }

    /** As a new process: nothing is remembered but what the catalogue holds. */
    void restart() {
        stepsToCrash = -1;
        Policies policies = new Policies() {
            @Override
            public Optional<RetentionPolicy> of(DatabaseId database) {
                return Optional.of(policy);
            }

            @Override
            public List<RetentionPolicy> all() {
                return List.of(policy);
            }
        };
        Clocks clocks = new Clocks() {
            @Override
            public Instant now() {
                return localNow();
            }

            @Override
            public Optional<String> disagreement() {
                return Duration.between(localNow(), catalogueNow()).abs().compareTo(TOLERANCE) <= 0
                        ? Optional.empty()
                        : Optional.of("clocks differ");
            }
        };
        Rereading rereading = new Rereading(storage, Duration.ZERO);
        LastWord lastWord = new LastWord(catalogue, catalogue, policies, clocks, rereading);
        announcing = new AnnounceExpiry(catalogue, catalogue, catalogue, catalogue, clocks, rereading);
        expiring = new ExpireBackups(catalogue, catalogue, catalogue, storage, lastWord);
        answers = new AnswerRequests(catalogue, catalogue, catalogue, policies, clocks);
        bookkeeping = new Bookkeeping(catalogue, catalogue);
    }

    private void step() {
        if (stepsToCrash == 0) {
            throw new Crash();
        }
        stepsToCrash--;
    }

    void crashAfter(int steps) {
        stepsToCrash = steps;
    }

    void orCrash(Runnable work) {
        try {
            work.run();
        } catch (Crash crash) {
            restart();
        }
    }

    Instant localNow() {
        return now.plus(localOffset);
    }

    Instant catalogueNow() {
        return now.plus(catalogueOffset);
    }

    Instant brokerNow() {
        return now.plus(brokerOffset);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void localClock(Duration offset) {
        localOffset = offset;
    }

    // What others do.

    void append(UUID id, BackupEvent event) {
        log.add(new Entry(id, event, brokerNow()));
    }

    void append(BackupEvent event) {
        append(new UUID(2, numbers++), event);
    }

    int make(Kind kind) {
        int number = backups++;
        storage.put(ref(number));
        append(Example.completed(number, kind, now));
        return number;
    }

    Kind kindOf(int number) {
        return log.stream()
                .map(Entry::event)
                .filter(event ->
                        event instanceof BackupCompleted e && e.backup().equals(Example.id(number)))
                .map(event -> ((BackupCompleted) event).kind())
                .findFirst()
                .orElseThrow();
    }

    static CopyRef ref(int number) {
        return Example.copy(number).ref();
    }

    void verify(int number) {
        append(Example.verified(number, kindOf(number)));
    }

    void suspect(int number) {
        append(new BackupSuspected(
                Example.id(number), Example.APP, kindOf(number), new UUID(3, number), Level.L2, List.of()));
    }

    void accept(int number) {
        append(new SuspicionAccepted(Example.id(number), Example.APP, "jo", "looked"));
    }

    void condemn(int number) {
        append(new BackupCondemned(
                Example.id(number),
                Example.APP,
                kindOf(number),
                new UUID(3, number),
                List.of(new Finding("checksum_mismatch", "other bytes"))));
    }

    void pin(int number, Duration time) {
        append(new BackupPinned(
                Example.id(number),
                Example.APP,
                new UUID(4, number),
                "verify",
                brokerNow().plus(time)));
    }

    void unpin(int number) {
        append(new BackupUnpinned(Example.id(number), Example.APP, new UUID(4, number)));
    }

    // What operators ask.

    void hold(int number) {
        ask(new HoldRequested("app", Example.id(number), "jo", "audit"));
    }

    void release(int number) {
        ask(new ReleaseRequested("app", Example.id(number), "jo", "over"));
    }

    void approve(UUID plan) {
        ask(new ApproveRequested("app", plan, "jo", "seen"));
    }

    private void ask(OperatorRequest request) {
        if (isReplaying()) {
            return;
        }
        int before = catalogue.outbox().size();
        RequestRef ref = new RequestRef(URI.create("/cli"), "q" + numbers++);
        orCrash(() -> catalogue.inOne(() -> {
            answers.hear(request, Example.APP, ref, "type");
            return true;
        }));
        if (catalogue.outbox().size() > before && catalogue.outbox().getLast().event() instanceof BackupHeld held) {
            promisedHolds.add(held.backup());
        }
    }

    // What the service does.

    /** Sends so many rows of the outbox; a repeat is a row sent and not marked. */
    void relay(int rows, boolean repeat) {
        for (int i = 0; i < rows && !catalogue.outbox().isEmpty(); i++) {
            MemoryCatalogue.Said said = catalogue.outbox().getFirst();
            append(said.id(), said.event());
            if (!repeat) {
                catalogue.outbox().removeFirst();
            }
        }
    }

    void hear(int entries) {
        for (int i = 0; i < entries && heard < log.size(); i++) {
            orCrash(() -> hear(log.get(heard)));
        }
        if (replayUntil.isPresent() && heard >= replayUntil.get()) {
            replayUntil = Optional.empty();
        }
    }

    private void hear(Entry entry) {
        if (!inbox.contains(entry.id())) {
            catalogue.inOne(() -> bookkeeping.hear(entry.event(), entry.brokerTime(), entry.brokerTime()));
            inbox.add(entry.id());
            if (entry.event() instanceof BackupReleased released) {
                promisedHolds.remove(released.backup());
            }
        }
        heard++;
    }

    boolean isReplaying() {
        return replayUntil.isPresent();
    }

    /** The catalogue is lost, after everything in its outbox was sent. */
    void loseCatalogue() {
        relay(Integer.MAX_VALUE, false);
        catalogue.forgetEverything();
        inbox.clear();
        heard = 0;
        replayUntil = Optional.of(log.size());
        promisedHolds.clear();
        promisedHolds.addAll(heldAtTheEndOfTheLog());
        restart();
    }

    private Set<BackupId> heldAtTheEndOfTheLog() {
        Set<BackupId> held = new HashSet<>();
        for (Entry entry : log) {
            if (entry.event() instanceof BackupHeld e) {
                held.add(e.backup());
            } else if (entry.event() instanceof BackupReleased e) {
                held.remove(e.backup());
            }
        }
        return held;
    }

    void plan() {
        if (!isReplaying()) {
            orCrash(() -> announcing.run(policy));
        }
    }

    void expire() {
        if (!isReplaying()) {
            orCrash(expiring::run);
        }
    }

    /** Everything said is sent and heard, and everything announced is settled. */
    void settle() {
        restart();
        for (int i = 0; i < 4; i++) {
            relay(Integer.MAX_VALUE, false);
            hear(Integer.MAX_VALUE);
            expire();
        }
        relay(Integer.MAX_VALUE, false);
        hear(Integer.MAX_VALUE);
    }
}
