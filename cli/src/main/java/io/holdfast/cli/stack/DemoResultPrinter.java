package io.holdfast.cli.stack;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.commands.request.BackupWaitResultFormatter;
import io.holdfast.cli.commands.request.DemoDrillAndRestore.Result;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Prints the result of {@code holdfast demo}. */
final class DemoResultPrinter {

    private final CommandContext context;
    private final StackStateJson state;
    private final BackupOutcomeWatcher watch;
    private final ResultPrinter results;

    DemoResultPrinter(CommandContext context, StackStateJson state, BackupOutcomeWatcher watch) {
        this.context = context;
        this.state = state;
        this.watch = watch;
        this.results = new ResultPrinter(context.screen());
    }

    /**
     * @param recovered results of the drill and the restore, by name
     * @param stays whether the stack keeps running
     */
    void print(BackupWaitResult outcome, Duration took, Map<String, Result> recovered, boolean stays) {
        Optional<BackupCopyRecord> copy =
                watch.completed().map(completed -> completed.copies().getFirst());
        if (context.options().json()) {
            results.json(json(outcome, copy, took, recovered, stays));
            return;
        }
        results.line("");
        results.field("backup", watch.backup() + ", " + BackupWaitResultFormatter.label(outcome));
        results.field("reason", BackupWaitResultFormatter.message(outcome));
        copy.ifPresent(c -> {
            results.field("file", file(c).toString());
            results.field(
                    "bytes",
                    String.format(Locale.ROOT, "%,d (%s)", c.bytes(), HumanReadableAmountFormatter.bytes(c.bytes())));
            results.field("sha256", c.sha256().hex());
        });
        copies().forEach(place -> results.field("verified at", place));
        results.field("level", level());
        results.field("seconds", seconds(took));
        recovered.forEach((name, result) -> results.field(name, result.text()));
        results.field(
                "hint", BackupWaitResultFormatter.hint(outcome, watch.backup().toString()));
        copy.ifPresent(c -> tryNext(file(c), stays));
    }

    private void tryNext(Path file, boolean stays) {
        results.line("");
        results.line("Next steps without Holdfast:");
        results.line("  cd " + file.getParent());
        results.line("  sha256sum -c " + file.getFileName() + ".sha256");
        results.line("  pg_restore --list " + file.getFileName());
        results.line(stays ? "Next steps with Holdfast:" : "Next steps with Holdfast, after ./holdfast up:");
        results.line("  ./holdfast list");
        results.line("  ./holdfast backup --wait verified --label 'before migration'");
        results.line("  ./holdfast plan");
        results.line("  ./holdfast drill --wait");
        results.line("  ./holdfast restore --plan");
        if (stays) {
            results.line("  echo '{\"database\":\"" + state.database() + "\"}' | kcat -P -b " + state.kafka()
                    + " -t backup-requests -k " + state.database());
            results.line("  ./holdfast down");
        }
    }

    private Map<String, Object> json(
            BackupWaitResult outcome,
            Optional<BackupCopyRecord> copy,
            Duration took,
            Map<String, Result> recovered,
            boolean stays) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backup", watch.backup());
        json.put("database", Objects.requireNonNullElse(state.database(), ""));
        json.put("outcome", BackupWaitResultFormatter.label(outcome));
        json.put("exitCode", BackupWaitResultFormatter.exitCode(outcome).number());
        if (!BackupWaitResultFormatter.message(outcome).isEmpty()) {
            json.put("message", BackupWaitResultFormatter.message(outcome));
        }
        copy.ifPresent(c -> {
            json.put("file", file(c).toString());
            json.put("bytes", c.bytes());
            json.put("sha256", c.sha256().hex());
        });
        json.put("copies", copies());
        json.put("level", level());
        json.put("seconds", took.toMillis() / 1000.0);
        recovered.forEach((name, result) ->
                json.put(name, Map.of("exitCode", result.exitCode().number(), "told", result.text())));
        json.put("running", stays);
        return json;
    }

    /** The copies that were verified. */
    private List<String> copies() {
        return watch.verified().stream()
                .flatMap(verified -> verified.copies().stream())
                .map(CopyLocation::toString)
                .toList();
    }

    private String level() {
        return watch.verified().map(verified -> verified.level().name()).orElse("");
    }

    private Path file(BackupCopyRecord copy) {
        return Path.of(Objects.requireNonNullElse(state.backups(), "")).resolve(copy.key());
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }
}
