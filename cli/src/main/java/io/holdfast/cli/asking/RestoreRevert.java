package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.RevertRequested;
import picocli.CommandLine.Command;

/** After a swap: let the database that was kept serve again. */
@Command(
        name = "restore-revert",
        description =
                "After 'restore --swap': let the database that was kept serve again; the restored one is kept then.")
public final class RestoreRevert extends AskAboutRestore {

    public RestoreRevert(Session session, Logs logs) {
        super(session, logs, "reverted");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new RevertRequested(database, restore, by, reason);
    }
}
