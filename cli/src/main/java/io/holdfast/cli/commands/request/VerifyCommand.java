package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitGoal;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast verify}. */
@Command(
        name = "verify",
        description = "Verify a backup again, and wait for the result.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified",
            "3:rejected",
            "6:corrupt",
            "7:suspicious",
            "8:could not be checked",
            "9:--timeout has expired; the verification continues"
        })
public final class VerifyCommand implements Callable<Integer> {

    /** The service reads and decodes the whole artifact. */
    private static final Duration LONG = Duration.ofHours(1);

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Mixin
    BackupSelector target = new BackupSelector();

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    public VerifyCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        BackupSelector.Found found = target.find(context);
        Envelope<VerifyRequested> request = Envelope.of(
                RequesterNameResolver.SOURCE,
                UUID.randomUUID().toString(),
                context.clock().instant(),
                new VerifyRequested(found.database(), found.backup(), RequesterNameResolver.current()));
        try (EventLogConnection log = eventLogFactory.open()) {
            if (waitOptions.noWait) {
                log.publish(request);
                return report(found, "requested", ExitCode.OK, "", "");
            }
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            String coordinates = log.publish(request);
            BackupWaitResult outcome = new FollowBackup(log, new ProgressDisplay(context.screen()), context.clock())
                    .until(
                            request.time().plus(waitOptions.orElse(LONG)),
                            new BackupOutcomeWatcher(found.backup(), BackupWaitGoal.VERIFIED),
                            coordinates);
            return report(found, outcome);
        }
    }

    private int report(BackupSelector.Found found, BackupWaitResult outcome) {
        return report(
                found,
                BackupWaitResultFormatter.label(outcome),
                BackupWaitResultFormatter.exitCode(outcome),
                BackupWaitResultFormatter.message(outcome),
                BackupWaitResultFormatter.hint(outcome, found.backup().toString()));
    }

    private int report(BackupSelector.Found found, String word, ExitCode exitCode, String message, String hint) {
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("backup", found.backup());
            json.put("database", found.database());
            json.put("outcome", word);
            json.put("exitCode", exitCode.number());
            json.put("message", message);
            results.json(json);
        } else {
            results.field(word, found.toString());
            results.field("reason", message);
            results.field("hint", hint);
        }
        return exitCode.number();
    }
}
