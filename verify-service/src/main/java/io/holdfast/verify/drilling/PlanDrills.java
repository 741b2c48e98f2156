package io.holdfast.verify.drilling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Whose turn it is: soonest where the risk is highest, and then whoever has been due for longest. A database whose drill is set aside
 * comes after all others.
 */
public final class PlanDrills {

    private static final Duration SET_ASIDE = Duration.ofDays(1);

    private final RandomGenerator random;

    /** @param random picks a backup where the policy wants any */
    public PlanDrills(RandomGenerator random) {
        this.random = random;
    }

    private record Due(Standing standing, Risk risk, Instant since) {}

    /** Empty where nothing is due. One at a time: what is restored takes the whole scratch server. */
    public Optional<Turn> next(List<Standing> standings, Instant now) {
        return standings.stream()
                .filter(standing -> mayBeDrilled(standing, now))
                .flatMap(
                        standing -> reasons(standing).filter(due -> !due.since().isAfter(now)))
                .min(Comparator.comparing((Due due) -> due.standing().isSetAside())
                        .thenComparing(Due::risk)
                        .thenComparing(Due::since)
                        .thenComparing(due -> due.standing().database().value()))
                .map(due -> new Turn(
                        due.standing().database(), choose(due.standing(), now).backup(), due.risk(), due.since()));
    }

    /** What failed, or was impossible here, needs a person or another night. */
    private static boolean mayBeDrilled(Standing standing, Instant now) {
        boolean isTooSoon = standing.lastTry()
                .filter(last -> last.result() != Past.Result.COMPLETED)
                .filter(last -> last.at().plus(pause(standing)).isAfter(now))
                .isPresent();
        return standing.policy().enabled()
                && !standing.isBusy()
                && !standing.backups().isEmpty()
                && !isTooSoon;
    }

    private static Duration pause(Standing standing) {
        return standing.isSetAside() ? SET_ASIDE : standing.policy().againAfter();
    }

    private static Stream<Due> reasons(Standing standing) {
        if (standing.lastGood().isEmpty()) {
            return Stream.of(new Due(standing, Risk.NEVER_DRILLED, standing.since()));
        }
        Past good = standing.lastGood().get();
        Instant soonest = good.at().plus(standing.policy().soonest());
        Drillable newest = standing.backups().getFirst();
        return Stream.of(
                        standing.lastProof()
                                .filter(last -> standing.isFailing())
                                .map(last -> new Due(standing, Risk.FAILED, last.at())),
                        Optional.of(newest)
                                .filter(backup -> hasChanged(backup, good))
                                .map(backup -> new Due(standing, Risk.CHANGED, later(backup.startedAt(), soonest))),
                        standing.suspectedAt()
                                .filter(at -> at.isAfter(good.at()))
                                .map(at -> new Due(standing, Risk.SUSPECTED, later(at, soonest))),
                        Optional.of(new Due(
                                standing,
                                Risk.LONG_AGO,
                                good.at().plus(standing.policy().every()))))
                .flatMap(Optional::stream);
    }

    private static boolean hasChanged(Drillable newest, Past good) {
        return newest.traits().isPresent()
                && good.traits().isPresent()
                && !newest.traits().equals(good.traits());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Drillable choose(Standing standing, Instant now) {
        Drillable newest = standing.backups().getFirst();
        return switch (standing.policy().choice()) {
            case LATEST -> newest;
            case RANDOM -> {
                Instant oldest = now.minus(standing.policy().window());
                List<Drillable> recent = standing.backups().stream()
                        .filter(backup -> !backup.startedAt().isBefore(oldest))
                        .toList();
                yield recent.isEmpty() ? newest : recent.get(random.nextInt(recent.size()));
            }
        };
    }
}
