package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;

/** Opens the event log. Commands call it only if they need the log, because Kafka's client loads slowly. */
public interface EventLogConnectionFactory {

    EventLogConnection open();
}
