package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.HoldRequested;
import picocli.CommandLine.Command;

/** {@code holdfast hold}. */
@Command(name = "hold", description = "Keep a backup until it is released, regardless of the retention policy.")
public final class HoldCommand extends BackupOperatorRequestCommand {

    public HoldCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "held");
    }

    @Override
    OperatorRequest request(BackupSelector.Found about, String by, String reason) {
        return new HoldRequested(about.database(), about.backup(), by, reason);
    }
}
