package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest.HoldRequested;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keep a backup until it is released, whatever the policy says. */
@Command(name = "hold", description = "Keep a backup until it is released, whatever the policy says.")
public final class Hold implements Callable<Integer> {

    private final Session session;
    private final AskOperator operator;

    @Mixin
    Target target = new Target();

    @Mixin
    Patience patience = new Patience();

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    public Hold(Session session, Logs logs) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
    }

    @Override
    public Integer call() {
        Target.Found found = target.find(session);
        return operator.ask(
                new HoldRequested(found.database(), found.backup(), Author.current(), reason),
                found.toString(),
                "held",
                patience);
    }
}
