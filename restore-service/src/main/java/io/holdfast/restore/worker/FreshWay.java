package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restore.settings.Targets;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Into a database that is made for it: nothing that serves is touched, and a failed one leaves nothing. What can be brought back stays. */
@ApplicationScoped
class FreshWay implements Way {

    private final BringNear bringNear;
    private final Build build;
    private final Shaping shaping;
    private final Endings endings;
    private final Targets targets;
    private final int attempts;

    FreshWay(
            BringNear bringNear,
            Build build,
            Shaping shaping,
            Endings endings,
            Targets targets,
            RestoreSettings settings) {
        this.bringNear = bringNear;
        this.build = build;
        this.shaping = shaping;
        this.endings = endings;
        this.targets = targets;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public Ending carryOut(Attempt attempt) throws InterruptedException {
        try {
            dropOurs(attempt);
            Optional<Ending> early = Settled.ending(attempt.claim(), attempts);
            return early.isPresent() ? early.get() : restore(attempt);
        } catch (TargetTrouble trouble) {
            return undo(attempt, Attempt.failed(trouble));
        } finally {
            bringNear.clear(attempt);
        }
    }

    private Ending restore(Attempt attempt) throws InterruptedException {
        return switch (bringNear.bring(attempt)) {
            case Near.Not not -> not.ending();
            case Near.Here here -> {
                String name = attempt.plan().target();
                attempt.begins(Step.CREATE, "the database '" + name + "' is made");
                Shape shape = shaping.of(
                        attempt, here, targets.liveName(attempt.plan().wish().database()));
                attempt.server().create(name, shape, Mark.of(purpose(attempt), attempt.id()));
                yield switch (build.build(attempt, here, name)) {
                    case Built.Equal equal -> equal.noted().completed(Optional.empty());
                    case Built.Partly partly -> partly.noted().completed(Optional.empty());
                    case Built.Not not -> undo(attempt, not.ending());
                };
            }
        };
    }

    private Ending undo(Attempt attempt, Ending ending) {
        try {
            if (ending instanceof Ending.Failed failed) {
                endings.give(attempt.claim(), failed);
                dropOurs(attempt);
            }
            return ending;
        } catch (TargetTrouble trouble) {
            return attempt.hasBegun(Step.CREATE) ? new Ending.Unsettled(String.valueOf(trouble.getMessage())) : ending;
        }
    }

    private static void dropOurs(Attempt attempt) {
        attempt.marked(purpose(attempt)).map(DatabaseFacts::name).ifPresent(name -> {
            attempt.begins(Step.DROP, "what was begun of '" + name + "' is dropped");
            attempt.drop(name);
        });
    }

    private static String purpose(Attempt attempt) {
        return attempt.plan().isSidecar() ? "sidecar" : "restored";
    }
}
