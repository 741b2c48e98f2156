package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Simulates everything around retention-service: a log with one partition, an outbox, storage, three clocks, other
 * services, operators, and crashes. Only the code under test makes decisions.
 */
final class RetentionFixture {

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final MemoryCatalogue catalogue = new MemoryCatalogue();
    final MemoryStorage storage = new MemoryStorage();
    final TestClocks clocks = new TestClocks();
    final MemoryLog log = new MemoryLog(clocks);
    final OtherServices others = new OtherServices(log, storage, clocks);
    final RetentionPolicy policy;

    /** Promised holds, without those whose release the service has received. */
    final Set<BackupId> promisedHolds = new HashSet<>();

    int heard;

    private final Set<UUID> inbox = new HashSet<>();
    private int numbers;
    private int stepsToCrash = -1;
    private Optional<Integer> replayUntil = Optional.empty();
    private AnnounceExpiry announcing;
    private DeleteExpiredBackups expiring;
    private AnswerOperatorRequests answers;
    private BackupEventProjection backupProjection;

    RetentionFixture(RetentionPolicy policy) {
        this.policy = policy;
        catalogue.beforeEachStep(this::step);
        storage.beforeEachStep(this::step);
        restart();
    }

    /** As in a new process: only the state in the catalog remains. */
    void restart() {
        stepsToCrash = -1;
        RetentionPolicies policies = new RetentionPolicies() {
            @Override
            public Optional<RetentionPolicy> of(DatabaseId database) {
                return Optional.of(policy);
            }

            @Override
            public List<RetentionPolicy> all() {
                return List.of(policy);
            }
        };
        SurvivingBackupCheck survivorCheck = new SurvivingBackupCheck(storage, Duration.ZERO);
        FinalDeletionCheck finalCheck = new FinalDeletionCheck(catalogue, catalogue, policies, clocks, survivorCheck);
        announcing = new AnnounceExpiry(catalogue, catalogue, catalogue, catalogue, clocks, survivorCheck);
        expiring = new DeleteExpiredBackups(catalogue, catalogue, catalogue, storage, finalCheck);
        answers = new AnswerOperatorRequests(catalogue, catalogue, catalogue, policies, clocks);
        backupProjection = new BackupEventProjection(catalogue, catalogue);
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

    static CopyLocation ref(int number) {
        return ExampleBackups.copy(number).ref();
    }

    // Requests of operators.

    void hold(int number) {
        ask(new HoldRequested("app", ExampleBackups.id(number), "jo", "audit"));
    }

    void release(int number) {
        ask(new ReleaseRequested("app", ExampleBackups.id(number), "jo", "over"));
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
            answers.answer(request, ExampleBackups.APP, ref)
                    .ifPresent(why -> catalogue.publish(
                            AnswerOperatorRequests.answerTo(ref),
                            new RequestRejected(ExampleBackups.APP, ref, "type", why)));
            return true;
        }));
        if (catalogue.outbox().size() > before && catalogue.outbox().getLast().event() instanceof BackupHeld held) {
            promisedHolds.add(held.backup());
        }
    }

    /** The plan that waits for an approval, if there is one. */
    Optional<UUID> withheld() {
        return catalogue.withheld().stream().sorted().findFirst();
    }

    // Actions of the service.

    /** Sends this number of rows of the outbox. A repeat is a row that is sent but not marked. */
    void relay(int rows, boolean repeat) {
        for (int i = 0; i < rows && !catalogue.outbox().isEmpty(); i++) {
            MemoryCatalogue.OutboxRow published = catalogue.outbox().getFirst();
            log.append(published.id(), published.event());
            if (!repeat) {
                catalogue.outbox().removeFirst();
            }
        }
    }

    void receive(int entries) {
        for (int i = 0; i < entries && heard < log.entries.size(); i++) {
            orCrash(() -> receive(log.entries.get(heard)));
        }
        if (replayUntil.isPresent() && heard >= replayUntil.get()) {
            replayUntil = Optional.empty();
        }
    }

    private void receive(MemoryLog.Entry entry) {
        if (!inbox.contains(entry.id())) {
            catalogue.inOne(() -> backupProjection.apply(entry.event(), entry.brokerTime(), entry.brokerTime()));
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

    /** The catalog is lost after everything in its outbox was sent. */
    void loseCatalogue() {
        relay(Integer.MAX_VALUE, false);
        catalogue.forgetEverything();
        inbox.clear();
        heard = 0;
        replayUntil = Optional.of(log.entries.size());
        promisedHolds.clear();
        promisedHolds.addAll(heldAtTheEndOfTheLog());
        restart();
    }

    private Set<BackupId> heldAtTheEndOfTheLog() {
        Set<BackupId> held = new HashSet<>();
        for (MemoryLog.Entry entry : log.entries) {
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

    /** Plans, and receives the announcements. Nothing is deleted yet. */
    void planAndReceive() {
        plan();
        relay(Integer.MAX_VALUE, false);
        receive(Integer.MAX_VALUE);
    }

    void expire() {
        if (!isReplaying()) {
            orCrash(expiring::run);
        }
    }

    /** Sends and receives all events, and carries out or withdraws all announcements. */
    void settle() {
        restart();
        for (int i = 0; i < 4; i++) {
            relay(Integer.MAX_VALUE, false);
            receive(Integer.MAX_VALUE);
            expire();
        }
        relay(Integer.MAX_VALUE, false);
        receive(Integer.MAX_VALUE);
    }
}
