package io.holdfast.localstack.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Captures the log messages of the service under test, which runs in this JVM. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    public static CapturedLog ofThisService() {
        CapturedLog log = new CapturedLog();
        Logger.getLogger("").addHandler(log);
        return log;
    }

    public boolean says(String text) {
        return messages.stream().anyMatch(message -> message.contains(text));
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add((entry instanceof ExtLogRecord known ? known.getFormattedMessage() : entry.getMessage()) + " "
                + entry.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
