package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.HoldRequested;
import picocli.CommandLine.Command;

/** Keep a backup until it is released, whatever the policy says. */
@Command(name = "hold", description = "Keep a backup until it is released, whatever the policy says.")
public final class HoldCommand extends RequestWithReasonCommand {

    public HoldCommand(CommandContext session, EventLogFactory eventLogFactory) {
        super(session, eventLogFactory, "held");
    }

    @Override
    OperatorRequest request(BackupSelector.Found about, String by, String reason) {
        return new HoldRequested(about.database(), about.backup(), by, reason);
    }
}
