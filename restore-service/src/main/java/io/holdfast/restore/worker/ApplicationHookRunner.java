package io.holdfast.restore.worker;

import io.holdfast.postgrestools.UserConfiguredCommand;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.hooks.HttpProbe;
import io.holdfast.restoreengine.hooks.RestoreHookResult;
import io.holdfast.restoreengine.hooks.RunUserConfiguredCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs the operator's hooks and probes for the application that uses a database. */
final class ApplicationHookRunner {

    private final RestoreSettings.Target target;
    private final Map<String, String> variables;

    /** @param variables environment variables for the commands */
    ApplicationHookRunner(RestoreSettings.Target target, Map<String, String> variables) {
        this.target = target;
        this.variables = Map.copyOf(variables);
    }

    /** Stops the application, so that it does not write. Empty if this succeeded. */
    Optional<RestoreOutcome.Failed> before() throws InterruptedException {
        return hook("before", target.hooks().before());
    }

    /** Starts the application again. */
    Optional<RestoreOutcome.Failed> after() throws InterruptedException {
        return hook("after", target.hooks().after());
    }

    private Optional<RestoreOutcome.Failed> hook(String name, Optional<List<String>> words)
            throws InterruptedException {
        return words.isEmpty()
                ? Optional.empty()
                : failure(
                        "hook_failed",
                        "The hook '" + name + "' failed: ",
                        RunUserConfiguredCommand.run(
                                new UserConfiguredCommand(words.get(), variables),
                                target.hooks().limit()));
    }

    /** Empty if every probe succeeds within its time limit. */
    Optional<RestoreOutcome.Failed> probe() throws InterruptedException {
        for (Map.Entry<String, RestoreSettings.Probe> probe : new TreeMap<>(target.probes()).entrySet()) {
            Optional<RestoreOutcome.Failed> failed =
                    failure("probe_failed", "The probe '" + probe.getKey() + "' failed: ", run(probe.getValue()));
            if (failed.isPresent()) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private RestoreHookResult run(RestoreSettings.Probe probe) throws InterruptedException {
        if (probe.command().isPresent()) {
            return RunUserConfiguredCommand.run(
                    new UserConfiguredCommand(probe.command().get(), variables), probe.limit());
        }
        return probe.url().isEmpty()
                ? new RestoreHookResult.Failed("neither a command nor a URL is configured", "")
                : new HttpProbe(
                                probe.url().get(),
                                probe.method(),
                                probe.bodyFile(),
                                probe.contentType(),
                                probe.status())
                        .await(probe.limit());
    }

    private static Optional<RestoreOutcome.Failed> failure(String reason, String what, RestoreHookResult hookResult) {
        return switch (hookResult) {
            case RestoreHookResult.Succeeded succeeded -> Optional.empty();
            case RestoreHookResult.Failed failed ->
                Optional.of(new RestoreOutcome.Failed(reason, what + failed.how() + ".", List.of(), failed.words()));
        };
    }
}
