package io.holdfast.restore.worker;

import io.holdfast.postgrestools.OperatorCommand;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.hooks.HttpProbe;
import io.holdfast.restoring.hooks.Ran;
import io.holdfast.restoring.hooks.RunCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The application that uses a database, as its operator's hooks and probes reach it. */
final class Application {

    private final RestoreSettings.Target target;
    private final Map<String, String> variables;

    /** @param variables that the commands find in their environment */
    Application(RestoreSettings.Target target, Map<String, String> variables) {
        this.target = target;
        this.variables = Map.copyOf(variables);
    }

    /** Stops it, so that it does not write; empty where all went well. */
    Optional<Ending.Failed> before() throws InterruptedException {
        return hook("before", target.hooks().before());
    }

    /** Starts it again. */
    Optional<Ending.Failed> after() throws InterruptedException {
        return hook("after", target.hooks().after());
    }

    private Optional<Ending.Failed> hook(String name, Optional<List<String>> words) throws InterruptedException {
        return words.isEmpty()
                ? Optional.empty()
                : failure(
                        "hook_failed",
                        "The hook '" + name + "' failed: ",
                        RunCommand.run(
                                new OperatorCommand(words.get(), variables),
                                target.hooks().limit()));
    }

    /** Whether every probe answers in its time. */
    Optional<Ending.Failed> probe() throws InterruptedException {
        for (Map.Entry<String, RestoreSettings.Probe> probe : new TreeMap<>(target.probes()).entrySet()) {
            Optional<Ending.Failed> failed =
                    failure("probe_failed", "The probe '" + probe.getKey() + "' failed: ", run(probe.getValue()));
            if (failed.isPresent()) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private Ran run(RestoreSettings.Probe probe) throws InterruptedException {
        if (probe.command().isPresent()) {
            return RunCommand.run(new OperatorCommand(probe.command().get(), variables), probe.limit());
        }
        return probe.url().isEmpty()
                ? new Ran.Failed("it has neither a command nor a url", "")
                : new HttpProbe(
                                probe.url().get(),
                                probe.method(),
                                probe.bodyFile(),
                                probe.contentType(),
                                probe.status())
                        .await(probe.limit());
    }

    private static Optional<Ending.Failed> failure(String reason, String what, Ran ran) {
        return switch (ran) {
            case Ran.Succeeded succeeded -> Optional.empty();
            case Ran.Failed failed ->
                Optional.of(new Ending.Failed(reason, what + failed.how() + ".", List.of(), failed.words()));
        };
    }
}
