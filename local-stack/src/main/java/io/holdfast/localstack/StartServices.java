package io.holdfast.localstack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the services that are not running. If the plan has a configuration to apply, also restarts the services whose
 * settings would change.
 *
 * <p>The order is: stop the service, record its new settings, start it. If this is interrupted, each running service
 * still runs with its recorded settings, and the next start completes the rest.
 */
final class StartServices {

    private static final Pattern OF_DATABASE = Pattern.compile("holdfast\\.databases\\.\"?([^.\"]+)\"?\\..+");
    private static final Duration READY_AGAIN = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final LocalStackPlan plan;
    private final ServiceSettingsBuilder settings;

    StartServices(LocalStack stack, LocalStackPlan plan, ServiceSettingsBuilder settings) {
        this.stack = stack;
        this.plan = plan;
        this.settings = settings;
    }

    void run() {
        List<String> missing = plan.services().stream()
                .filter(service -> stack.service(service).isEmpty())
                .toList();
        Map<String, String> changed = plan.isReconfiguring() ? changed() : Map.of();
        if (plan.isReconfiguring()) {
            sayRemovedDatabases();
        }
        if (!missing.isEmpty()) {
            plan.reportProgress("starting " + String.join(", ", missing));
        }
        changed.forEach((service, reason) -> plan.reportProgress("restarting " + service + ": " + reason));
        ParallelTasks.run(Stream.concat(missing.stream(), changed.keySet().stream())
                .<Runnable>map(service -> () -> start(service))
                .toList());
        if (plan.isReconfiguring()) {
            awaitTheOthers();
        }
    }

    /** The running services whose settings would change, and why. */
    private Map<String, String> changed() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (String service : plan.services()) {
            if (stack.service(service).isPresent()) {
                Optional<ServiceSettingsChange> change = record(service).change(wanted(service));
                if (change.isEmpty()) {
                    changed.put(service, "its former settings are not recorded");
                } else if (!change.get().isEmpty()) {
                    changed.put(service, change.get() + " changed");
                }
            }
        }
        return changed;
    }

    private void start(String service) {
        stack.service(service).ifPresent(ServiceProcess::terminate);
        Map<String, String> all = settings.withPasswords(service);
        record(service).write(wanted(service));
        try {
            ServiceProcess.start(service, stack.serviceHome(service), all, plan.jvmArguments(service), plan.lifetime());
        } catch (StackException e) {
            throw plan.configuration()
                    .file()
                    .map(file -> new StackException(
                            e.getMessage() + "\nHint: correct " + file
                                    + " or the variables HOLDFAST_*, and run 'holdfast up' again. The other services keep"
                                    + " running.",
                            e))
                    .orElse(e);
        }
    }

    /** A service of an interrupted start may not be ready yet. If it stays so, its log contains the reason. */
    private void awaitTheOthers() {
        ParallelTasks.run(plan.services().stream()
                .flatMap(service -> stack.service(service).stream())
                .<Runnable>map(service ->
                        () -> ConditionPoller.until(() -> service.isReady() || !service.isAlive(), READY_AGAIN))
                .toList());
    }

    private void sayRemovedDatabases() {
        Set<String> removed = new TreeSet<>();
        LocalStack.SERVICES.forEach(
                service -> removed.addAll(databases(record(service).read().orElse(Map.of()))));
        plan.services().forEach(service -> removed.removeAll(databases(wanted(service))));
        removed.forEach(database -> plan.reportProgress(
                "database " + database + " is no longer configured; its backups are kept and never deleted"));
    }

    private static Set<String> databases(Map<String, String> settings) {
        Set<String> databases = new TreeSet<>();
        settings.keySet().stream()
                .map(OF_DATABASE::matcher)
                .filter(Matcher::matches)
                .forEach(found -> databases.add(found.group(1)));
        return databases;
    }

    private Map<String, String> wanted(String service) {
        Map<String, String> wanted = new TreeMap<>(settings.of(service));
        wanted.putAll(ProcessEnvironment.settingsOf(service));
        return wanted;
    }

    private LastStartSettingsStore record(String service) {
        return new LastStartSettingsStore(stack.serviceHome(service));
    }
}
