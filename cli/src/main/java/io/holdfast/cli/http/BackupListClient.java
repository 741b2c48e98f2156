package io.holdfast.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.events.BackupId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the backups of retention-service. */
public final class BackupListClient {

    private final ServiceClient retention;

    public BackupListClient(ServiceClient retention) {
        this.retention = retention;
    }

    /**
     * The backups that match the query, newest first.
     *
     * @param query any of {@code database}, {@code kind}, {@code state} and {@code limit}
     */
    public List<ListedBackup> backups(Map<String, String> query) {
        List<ListedBackup> backups = new ArrayList<>();
        retention
                .get("/backups", query)
                .orElse(JsonNodeFactory.instance.arrayNode())
                .forEach(json -> backups.add(new ListedBackup(json)));
        return backups;
    }

    /** One backup with its history; empty if it does not exist. */
    public Optional<ListedBackup> backup(BackupId backup) {
        return retention.get("/backups/" + backup, Map.of()).map(ListedBackup::new);
    }

    /** The database of each current plan, by the id of the plan. */
    public Map<String, String> plans() {
        Map<String, String> plans = new LinkedHashMap<>();
        plan(Map.of())
                .ifPresent(answer -> answer.path("plans")
                        .forEach(plan -> plans.put(
                                plan.path("plan").asText(),
                                plan.path("database").asText())));
        return plans;
    }

    /** The current plan: the backups that retention would keep and delete now, with reasons. */
    public Optional<JsonNode> plan(Map<String, String> query) {
        return retention.get("/plan", query);
    }
}
