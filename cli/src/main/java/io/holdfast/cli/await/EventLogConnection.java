package io.holdfast.cli.await;

import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The event log. It is read without a consumer group, so that reading changes nothing on the broker. */
public interface EventLogConnection extends AutoCloseable {

    /**
     * Starts at the end: {@link #next} returns all records that are published after this call returns, including dead letters.
     *
     * @param topics topics that services write to
     */
    void readFromNow(Set<Topic> topics);

    /** Starts at the first record with a timestamp at or after this instant. */
    void readSince(Instant start, Set<Topic> topics);

    /** The next entries, without duplicates. Waits for at most this time. */
    List<EventLogEntry> next(Duration atMost);

    /** Whether all records have been read that existed at the start. */
    boolean caughtUp();

    /**
     * Reads all existing records of a topic, including duplicates, in the order of each partition.
     *
     * @return the range of offsets that was read of each partition, as the broker reports it
     */
    List<EventLogRange> everything(Topic topic, Consumer<EventLogRecord> reader);

    /**
     * Publishes a message, and returns when all in-sync replicas have it.
     *
     * @return topic, partition and offset, such as {@code backup-requests-3@17}
     */
    String publish(Envelope<?> envelope);

    @Override
    void close();
}
