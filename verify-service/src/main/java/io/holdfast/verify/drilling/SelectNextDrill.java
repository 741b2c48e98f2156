package io.holdfast.verify.drilling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Selects the next drill: the highest risk first, then the database that has been due for longest. Databases whose drill is set
 * aside come last.
 */
public final class SelectNextDrill {

    private static final Duration SET_ASIDE = Duration.ofDays(1);

    private final RandomGenerator random;

    /** @param random selects a backup if the policy is {@link DrillPolicy.Choice#RANDOM} */
    public SelectNextDrill(RandomGenerator random) {
        this.random = random;
    }

    private record Due(DrillStatus standing, DrillReason risk, Instant since) {}

    /** The next drill, or empty if none is due. Only one drill runs at a time, because it needs the whole scratch server. */
    public Optional<DueDrill> next(List<DrillStatus> statuses, Instant now) {
        return statuses.stream()
                .filter(status -> mayBeDrilled(status, now))
                .flatMap(status -> reasons(status).filter(due -> !due.since().isAfter(now)))
                .min(Comparator.comparing((Due due) -> due.standing().isSetAside())
                        .thenComparing(Due::risk)
                        .thenComparing(Due::since)
                        .thenComparing(due -> due.standing().database().value()))
                .map(due -> new DueDrill(
                        due.standing().database(), choose(due.standing(), now).backup(), due.risk(), due.since()));
    }

    /** A failed or impossible drill is repeated only after a pause, because a person or a later change has to fix it. */
    private static boolean mayBeDrilled(DrillStatus status, Instant now) {
        boolean isTooSoon = status.lastTry()
                .filter(last -> last.result() != CompletedDrill.Result.COMPLETED)
                .filter(last -> last.at().plus(pause(status)).isAfter(now))
                .isPresent();
        return status.policy().enabled()
                && !status.isBusy()
                && !status.backups().isEmpty()
                && !isTooSoon;
    }

    private static Duration pause(DrillStatus status) {
        return status.isSetAside() ? SET_ASIDE : status.policy().againAfter();
    }

    private static Stream<Due> reasons(DrillStatus status) {
        if (status.lastGood().isEmpty()) {
            return Stream.of(new Due(status, DrillReason.NEVER_DRILLED, status.since()));
        }
        CompletedDrill good = status.lastGood().get();
        Instant soonest = good.at().plus(status.policy().soonest());
        DrillableBackup newest = status.backups().getFirst();
        return Stream.of(
                        status.lastProof()
                                .filter(last -> status.isFailing())
                                .map(last -> new Due(status, DrillReason.FAILED, last.at())),
                        Optional.of(newest)
                                .filter(backup -> hasChanged(backup, good))
                                .map(backup ->
                                        new Due(status, DrillReason.CHANGED, later(backup.startedAt(), soonest))),
                        status.suspectedAt()
                                .filter(at -> at.isAfter(good.at()))
                                .map(at -> new Due(status, DrillReason.SUSPECTED, later(at, soonest))),
                        Optional.of(new Due(
                                status,
                                DrillReason.LONG_AGO,
                                good.at().plus(status.policy().every()))))
                .flatMap(Optional::stream);
    }

    private static boolean hasChanged(DrillableBackup newest, CompletedDrill good) {
        return newest.traits().isPresent()
                && good.traits().isPresent()
                && !newest.traits().equals(good.traits());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private DrillableBackup choose(DrillStatus status, Instant now) {
        DrillableBackup newest = status.backups().getFirst();
        return switch (status.policy().choice()) {
            case LATEST -> newest;
            case RANDOM -> {
                Instant oldest = now.minus(status.policy().window());
                List<DrillableBackup> recent = status.backups().stream()
                        .filter(backup -> !backup.startedAt().isBefore(oldest))
                        .toList();
                yield recent.isEmpty() ? newest : recent.get(random.nextInt(recent.size()));
            }
        };
    }
}
