package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.CancelRequested;
import picocli.CommandLine.Command;

/** {@code holdfast cancel}. */
@Command(name = "cancel", description = "Cancel a queued or running backup.")
public final class CancelCommand extends BackupOperatorRequestCommand {

    public CancelCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "cancelled");
    }

    @Override
    OperatorRequest request(BackupSelector.Found about, String by, String reason) {
        return new CancelRequested(about.database(), about.backup(), by, reason);
    }
}
