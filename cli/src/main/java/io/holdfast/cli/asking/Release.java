package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Let retention decide again about a backup that was held. */
@Command(name = "release", description = "Let retention decide again about a backup that was held.")
public final class Release implements Callable<Integer> {

    private final Session session;
    private final AskOperator operator;

    @Mixin
    Target target = new Target();

    @Mixin
    Patience patience = new Patience();

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    public Release(Session session, Logs logs) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
    }

    @Override
    public Integer call() {
        Target.Found found = target.find(session);
        return operator.ask(
                new ReleaseRequested(found.database(), found.backup(), Author.current(), reason),
                found.toString(),
                "released",
                patience);
    }
}
