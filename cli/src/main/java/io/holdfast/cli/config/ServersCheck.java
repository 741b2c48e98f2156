package io.holdfast.cli.config;

import io.holdfast.cli.config.Finding.Stage;
import io.holdfast.settings.SettingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Connects to everything that a file of settings names, side by side. */
final class ServersCheck {

    /** A person waits. What takes longer is a finding, and not waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Values values;
    private final Set<String> unusable;
    private final boolean withFiles;

    /** @param unusable settings that are wrong or unknown: what they belong to is not connected to */
    ServersCheck(Values values, Set<String> unusable, boolean withFiles) {
        this.values = values;
        this.unusable = Set.copyOf(unusable);
        this.withFiles = withFiles;
    }

    List<Finding> check() {
        Map<String, Consumer<Findings>> looks = looks();
        looks.keySet().removeIf(this::isWrong);
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<String> prefixes = List.copyOf(looks.keySet());
            List<Future<List<Finding>>> answers = each.invokeAll(
                    prefixes.stream()
                            .map(prefix -> (Callable<List<Finding>>) () -> {
                                Findings findings = new Findings(Stage.SERVERS);
                                looks.getOrDefault(prefix, none -> {}).accept(findings);
                                return findings.all();
                            })
                            .toList(),
                    PATIENCE.toSeconds(),
                    TimeUnit.SECONDS);
            return collected(prefixes, answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            each.shutdownNow();
        }
    }

    private boolean isWrong(String prefix) {
        return unusable.stream()
                .map(setting -> SettingName.of(setting).toString())
                .anyMatch(setting -> setting.equals(prefix) || setting.startsWith(prefix + "."));
    }

    private Map<String, Consumer<Findings>> looks() {
        Map<String, Consumer<Findings>> looks = new LinkedHashMap<>();
        PostgresLook postgres = new PostgresLook(values);
        values.ids(ServerRole.DATABASE.prefix()).forEach(id -> {
            String prefix = ServerRole.DATABASE.prefix() + "." + id;
            if (values.value(prefix + ".host").isPresent()) {
                looks.put(prefix, findings -> postgres.database(prefix, id, findings));
            }
        });
        values.ids(ServerRole.TARGET.prefix()).forEach(id -> {
            String prefix = ServerRole.TARGET.prefix() + "." + id;
            looks.put(prefix, findings -> postgres.creator(prefix, ServerRole.TARGET, findings));
        });
        String scratch = ServerRole.SCRATCH.prefix();
        if (values.value(scratch + ".host").isPresent()) {
            looks.put(scratch, findings -> postgres.creator(scratch, ServerRole.SCRATCH, findings));
        }
        StorageLook storage = new StorageLook(values, withFiles);
        values.value("holdfast.backup-dir").ifPresent(path -> looks.put("holdfast.backup-dir", storage::local));
        values.ids("holdfast.destinations")
                .forEach(id -> looks.put("holdfast.destinations." + id, findings -> storage.destination(id, findings)));
        values.ids(SinkCheck.SINKS).forEach(id -> {
            String prefix = SinkCheck.SINKS + "." + id;
            looks.put(prefix, findings -> new SinkLook(values).look(prefix, findings));
        });
        return looks;
    }

    private List<Finding> collected(List<String> prefixes, List<Future<List<Finding>>> answers)
            throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < prefixes.size(); i++) {
            try {
                all.addAll(answers.get(i).get());
            } catch (CancellationException e) {
                all.addAll(silent(prefixes.get(i)));
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot check " + prefixes.get(i), e.getCause());
            }
        }
        return all.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }

    private List<Finding> silent(String prefix) {
        Findings findings = new Findings(Stage.SERVERS);
        findings.error(
                values.firstLine(prefix),
                prefix,
                prefix + ": no answer within " + PATIENCE.toSeconds() + " seconds",
                "Check the address, and that no firewall drops packets.");
        return findings.all();
    }
}
