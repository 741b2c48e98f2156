package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;

/** Opens the log; only when a command needs it, because a broker's client takes its time to load. */
public interface EventLogFactory {

    EventLog open();
}
