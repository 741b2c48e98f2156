package io.holdfast.cli.await;

import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The log as one operator uses it: without a consumer group, so that looking leaves no trace. */
public interface EventLog extends AutoCloseable {

    /**
     * Begins to read at the end: whatever is published after this call returns will be seen, dead letters too.
     *
     * @param topics those that services write
     */
    void readFromNow(Set<Topic> topics);

    /** Begins to read at the first record that the broker took at or after this instant. */
    void readSince(Instant start, Set<Topic> topics);

    /** What is new, each message once; waits for it, but not longer than this. */
    List<LogEntry> next(Duration atMost);

    /** Whether everything that was there when the reading began has been read. */
    boolean caughtUp();

    /**
     * Every record of a topic from its first to the last that is there now, repeats included; each partition in its order.
     *
     * @return the range that was read of each partition, by the broker's own offsets
     */
    List<LogRange> everything(Topic topic, Consumer<LogRecord> reader);

    /**
     * Publishes, and returns when the broker has it on all its replicas.
     *
     * @return where it lies, such as {@code backup-requests-3@17}
     */
    String publish(Envelope<?> envelope);

    @Override
    void close();
}
