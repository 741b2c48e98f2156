package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import picocli.CommandLine.Command;

/** {@code holdfast accept}. */
@Command(name = "accept", description = "Accept a suspicious backup as good, after you have checked its findings.")
public final class AcceptSuspectedBackupCommand extends BackupOperatorRequestCommand {

    public AcceptSuspectedBackupCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "accepted");
    }

    @Override
    OperatorRequest request(BackupSelector.Found about, String by, String reason) {
        return new AcceptRequested(about.database(), about.backup(), by, reason);
    }
}
