package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A request about one backup, for a reason that is recorded with it. */
abstract sealed class AskWithReason implements Callable<Integer> permits Accept, Cancel, Hold, Release {

    private final Session session;
    private final AskOperator operator;
    private final String done;

    @Mixin
    Target target = new Target();

    @Mixin
    Patience patience = new Patience();

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    /** @param done what is true of the backup after a good answer, such as {@code held} */
    AskWithReason(Session session, Logs logs, String done) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
        this.done = done;
    }

    abstract OperatorRequest request(Target.Found about, String by, String reason);

    @Override
    public final Integer call() {
        Target.Found found = target.find(session);
        return operator.ask(request(found, Author.current(), reason), found.toString(), done, patience);
    }
}
