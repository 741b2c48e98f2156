package io.holdfast.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.events.BackupId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All backups as retention-service knows them. */
public final class BackupListClient {

    private final ServiceClient retention;

    public BackupListClient(ServiceClient retention) {
        this.retention = retention;
    }

    /**
     * Newest first.
     *
     * @param query of {@code database}, {@code kind}, {@code state}, {@code limit}; those that are wanted
     */
    public List<ListedBackup> backups(Map<String, String> query) {
        List<ListedBackup> backups = new ArrayList<>();
        retention
                .get("/backups", query)
                .orElse(JsonNodeFactory.instance.arrayNode())
                .forEach(json -> backups.add(new ListedBackup(json)));
        return backups;
    }

    /** One backup with its history. */
    public Optional<ListedBackup> backup(BackupId backup) {
        return retention.get("/backups/" + backup, Map.of()).map(ListedBackup::new);
    }

    /** The plans that are now in force, by their ids, with the database of each. */
    public Map<String, String> plans() {
        Map<String, String> plans = new LinkedHashMap<>();
        plan(Map.of())
                .ifPresent(answer -> answer.path("plans")
                        .forEach(plan -> plans.put(
                                plan.path("plan").asText(),
                                plan.path("database").asText())));
        return plans;
    }

    /** What would be kept and deleted now, and why. */
    public Optional<JsonNode> plan(Map<String, String> query) {
        return retention.get("/plan", query);
    }
}
