package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that publishes a request about one backup, with a reason. */
abstract sealed class BackupOperatorRequestCommand implements Callable<Integer>
        permits AcceptSuspectedBackupCommand, CancelCommand, HoldCommand, ReleaseHoldCommand {

    private final CommandContext context;
    private final SendOperatorRequest operator;
    private final String done;

    @Mixin
    BackupSelector target = new BackupSelector();

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "reason, stored permanently with the event")
    String reason = "";

    /** @param done outcome after a positive response, such as {@code held} */
    BackupOperatorRequestCommand(CommandContext context, EventLogConnectionFactory eventLogFactory, String done) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
        this.done = done;
    }

    abstract OperatorRequest request(BackupSelector.Found about, String by, String reason);

    @Override
    public final Integer call() {
        BackupSelector.Found found = target.find(context);
        return operator.request(
                request(found, RequesterNameResolver.current(), reason), found.toString(), done, waitOptions);
    }
}
