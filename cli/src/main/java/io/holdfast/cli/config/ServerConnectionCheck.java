package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Stage;
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

/** Checks all servers, destinations and sinks of a settings file in parallel. */
final class ServerConnectionCheck {

    /** The timeout of each check, because a person waits for the result. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EffectiveConfigValues configValues;
    private final Set<String> unusable;
    private final boolean withFiles;

    /** @param unusable settings with errors, and unknown settings; their servers, destinations and sinks are not checked */
    ServerConnectionCheck(EffectiveConfigValues configValues, Set<String> unusable, boolean withFiles) {
        this.configValues = configValues;
        this.unusable = Set.copyOf(unusable);
        this.withFiles = withFiles;
    }

    List<ConfigFinding> check() {
        Map<String, Consumer<ConfigFindingCollector>> looks = looks();
        looks.keySet().removeIf(this::isWrong);
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<String> prefixes = List.copyOf(looks.keySet());
            List<Future<List<ConfigFinding>>> answers = each.invokeAll(
                    prefixes.stream()
                            .map(prefix -> (Callable<List<ConfigFinding>>) () -> {
                                ConfigFindingCollector configFindings = new ConfigFindingCollector(Stage.SERVERS);
                                looks.getOrDefault(prefix, none -> {}).accept(configFindings);
                                return configFindings.all();
                            })
                            .toList(),
                    TIMEOUT.toSeconds(),
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

    private Map<String, Consumer<ConfigFindingCollector>> looks() {
        Map<String, Consumer<ConfigFindingCollector>> looks = new LinkedHashMap<>();
        PostgresProbe postgres = new PostgresProbe(configValues);
        configValues.ids(PostgresServerPurpose.DATABASE.prefix()).forEach(id -> {
            String prefix = PostgresServerPurpose.DATABASE.prefix() + "." + id;
            if (configValues.value(prefix + ".host").isPresent()) {
                looks.put(prefix, configFindings -> postgres.database(prefix, id, configFindings));
            }
        });
        configValues.ids(PostgresServerPurpose.TARGET.prefix()).forEach(id -> {
            String prefix = PostgresServerPurpose.TARGET.prefix() + "." + id;
            looks.put(prefix, configFindings -> postgres.creator(prefix, PostgresServerPurpose.TARGET, configFindings));
        });
        String scratch = PostgresServerPurpose.SCRATCH.prefix();
        if (configValues.value(scratch + ".host").isPresent()) {
            looks.put(
                    scratch,
                    configFindings -> postgres.creator(scratch, PostgresServerPurpose.SCRATCH, configFindings));
        }
        DestinationProbe storage = new DestinationProbe(configValues, withFiles);
        configValues.value("holdfast.backup-dir").ifPresent(path -> looks.put("holdfast.backup-dir", storage::local));
        configValues
                .ids("holdfast.destinations")
                .forEach(id -> looks.put(
                        "holdfast.destinations." + id, configFindings -> storage.destination(id, configFindings)));
        configValues.ids(SinkSettingsCheck.SINKS).forEach(id -> {
            String prefix = SinkSettingsCheck.SINKS + "." + id;
            looks.put(prefix, configFindings -> new SinkProbe(configValues).check(prefix, configFindings));
        });
        return looks;
    }

    private List<ConfigFinding> collected(List<String> prefixes, List<Future<List<ConfigFinding>>> answers)
            throws InterruptedException {
        List<ConfigFinding> all = new ArrayList<>();
        for (int i = 0; i < prefixes.size(); i++) {
            try {
                all.addAll(answers.get(i).get());
            } catch (CancellationException e) {
                all.addAll(silent(prefixes.get(i)));
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot check " + prefixes.get(i), e.getCause());
            }
        }
        return all.stream().sorted(Comparator.comparingInt(ConfigFinding::line)).toList();
    }

    private List<ConfigFinding> silent(String prefix) {
        ConfigFindingCollector configFindings = new ConfigFindingCollector(Stage.SERVERS);
        configFindings.error(
                configValues.firstLine(prefix),
                prefix,
                prefix + ": no answer within " + TIMEOUT.toSeconds() + " seconds",
                "Check the address, and that no firewall drops the packets.");
        return configFindings.all();
    }
}
