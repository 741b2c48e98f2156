package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long an operator waits for the answer to a request. */
public final class WaitOptions {

    @Option(names = "--no-wait", description = "publish the request, and do not wait for the response")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ADuration.class,
            description =
                    "maximum time to wait for the response, such as 90s or 10m (default: 30s; 1h for 'verify', 5m for"
                            + " 'restore-revert' and 'restore-drop-kept', 30m for 'rebuild' and 'import')")
    @Nullable
    Duration timeout;

    /** The timeout, or this default. */
    Duration orElse(Duration otherwise) {
        return timeout == null ? otherwise : timeout;
    }

    /** The same options with a longer default, for requests that take longer. */
    WaitOptions butAtLeast(Duration usual) {
        WaitOptions longer = new WaitOptions();
        longer.noWait = noWait;
        longer.timeout = timeout == null ? usual : timeout;
        return longer;
    }
}
