package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the result of {@code holdfast backup}. */
final class BackupResultPrinter {

    private final CommandContext context;
    private final BackupRequested request;
    private final BackupId backup;
    private final ResultPrinter results;

    BackupResultPrinter(CommandContext context, BackupRequested request, BackupId backup) {
        this.context = context;
        this.request = request;
        this.backup = backup;
        this.results = new ResultPrinter(context.screen());
    }

    void requested() {
        if (context.options().json()) {
            results.json(identity("requested"));
            return;
        }
        results.line("requested backup " + backup + " of " + request.database());
        results.line("  to follow it: holdfast show " + backup + ", or holdfast events --follow");
    }

    void ended(BackupOutcomeWatcher watch, BackupWaitResult outcome, Duration took) {
        if (context.options().json()) {
            results.json(json(watch, outcome, took));
            return;
        }
        Optional<BackupCopyRecord> copy = firstCopy(watch);
        results.field(BackupWaitResultFormatter.label(outcome), backup.toString());
        results.field("database", request.database() + ", " + request.kindOrDefault());
        results.field("reason", BackupWaitResultFormatter.message(outcome));
        results.field(
                "file", copy.map(c -> c.key() + " (" + places(watch) + ")").orElse(""));
        results.field("size", copy.map(BackupResultPrinter::size).orElse(""));
        results.field("sha256", copy.map(c -> c.sha256().hex()).orElse(""));
        results.field("level", watch.verified().map(v -> v.level().name()).orElse(""));
        results.field("took", HumanReadableAmountFormatter.duration(took));
        results.field("hint", BackupWaitResultFormatter.hint(outcome, backup.toString()));
    }

    private static String places(BackupOutcomeWatcher watch) {
        return watch.completed().stream()
                .flatMap(completed -> completed.copies().stream())
                .map(BackupCopyRecord::destination)
                .collect(Collectors.joining(", "));
    }

    private static String size(BackupCopyRecord copy) {
        return HumanReadableAmountFormatter.bytes(copy.bytes())
                + String.format(Locale.ROOT, " (%,d bytes)", copy.bytes());
    }

    private static Optional<BackupCopyRecord> firstCopy(BackupOutcomeWatcher watch) {
        return watch.completed().map(BackupCompleted::copies).map(copies -> copies.getFirst());
    }

    private Map<String, Object> identity(String outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backup", backup);
        json.put("database", request.database());
        json.put("kind", request.kindOrDefault());
        json.put("outcome", outcome);
        return json;
    }

    private Map<String, Object> json(BackupOutcomeWatcher watch, BackupWaitResult outcome, Duration took) {
        Map<String, Object> json = identity(BackupWaitResultFormatter.label(outcome));
        json.put("exitCode", BackupWaitResultFormatter.exitCode(outcome).number());
        if (!BackupWaitResultFormatter.message(outcome).isEmpty()) {
            json.put("message", BackupWaitResultFormatter.message(outcome));
            json.put("hint", BackupWaitResultFormatter.hint(outcome, backup.toString()));
        }
        firstCopy(watch).ifPresent(copy -> {
            json.put("artifact", copy.key());
            json.put("bytes", copy.bytes());
            json.put("sha256", copy.sha256());
        });
        watch.completed().ifPresent(completed -> json.put("copies", completed.copies()));
        watch.verified().ifPresent(verified -> {
            json.put("level", verified.level());
            json.put("findings", verified.findings());
        });
        json.put("seconds", took.toMillis() / 1000.0);
        return json;
    }
}
