package io.holdfast.cli.asking;

import io.holdfast.cli.session.Arguments.ADuration;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how long an operator waits for the answer to a request. */
public final class Patience {

    @Option(names = "--no-wait", description = "only publish the request; do not wait for the answer")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "30s",
            description = "how long to wait for the answer: 90s, 10m (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofSeconds(30);
}
