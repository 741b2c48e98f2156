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
 * Starts the services that do not run and, if the plan has a configuration to apply, restarts those that would now be started with
 * other settings.
 *
 * <p>A service is stopped, then what it is to be started with is recorded, then it is started. So whenever this is interrupted, a
 * service that runs runs with what is recorded of it, and the next start does the rest.
 */
final class StartServices {

    private static final Pattern OF_DATABASE = Pattern.compile("holdfast\\.databases\\.\"?([^.\"]+)\"?\\..+");
    private static final Duration READY_AGAIN = Duration.ofMinutes(1);

    private final LocalStack stack;
    private final StackPlan plan;
    private final ServiceSettings settings;

    StartServices(LocalStack stack, StackPlan plan, ServiceSettings settings) {
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

    /** The running services that would now be started differently, and why. */
    private Map<String, String> changed() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (String service : plan.services()) {
            if (stack.service(service).isPresent()) {
                Optional<SettingsChange> change = record(service).change(wanted(service));
                if (change.isEmpty()) {
                    changed.put(service, "it is not recorded with which settings it was started");
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
                                    + " or the variables HOLDFAST_*, and run 'holdfast up' again; the other services keep"
                                    + " running",
                            e))
                    .orElse(e);
        }
    }

    /** One that an interrupted start has left may not be ready yet. One that stays so has a reason that its log tells. */
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
        removed.forEach(database -> plan.reportProgress("database " + database
                + " is no longer configured: backups of it remain, and nothing of it is deleted"));
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

    private ServiceStartRecord record(String service) {
        return new ServiceStartRecord(stack.serviceHome(service));
    }
}
