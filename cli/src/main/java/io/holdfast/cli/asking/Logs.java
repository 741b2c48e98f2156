package io.holdfast.cli.asking;

import io.holdfast.cli.waiting.EventLog;

/** Opens the log; only when a command needs it, because a broker's client takes its time to load. */
public interface Logs {

    EventLog open();
}
