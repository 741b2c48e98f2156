package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long an operator waits for the answer to a request. */
public final class WaitOptions {

    @Option(names = "--no-wait", description = "only publish the request; do not wait for the answer")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            description =
                    "how long to wait for the answer: 90s, 10m (default: 30s; 1h for 'verify', 30m for 'rebuild' and 'import')")
    @Nullable
    Duration timeout;

    /** How long to wait, where the operator has not said it. */
    Duration orElse(Duration otherwise) {
        return timeout == null ? otherwise : timeout;
    }

    /** The same, for what usually takes longer than other answers. */
    WaitOptions butAtLeast(Duration usual) {
        WaitOptions longer = new WaitOptions();
        longer.noWait = noWait;
        longer.timeout = timeout == null ? usual : timeout;
        return longer;
    }
}
