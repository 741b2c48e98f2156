package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings for a service's use of the event log. */
@ConfigMapping(prefix = "holdfast.log")
interface EventLogSettings {

    /** Topics whose unreadable records this service copies to the dead-letter topic. For other topics it only counts them. */
    Optional<Set<String>> keeperOf();

    /** Whether the service creates missing topics at startup. Set it to `false` if you declare the topics of your cluster. */
    @WithDefault("true")
    boolean createTopics();

    /** Number of partitions of a topic that the service creates. All events of one database are in the same partition. */
    @WithDefault("6")
    int partitions();

    /**
     * Number of replicas of a topic that the service creates. Use 3 in production: two replicas must then acknowledge each write. With
     * fewer than 3, the broker flushes to disk before it acknowledges.
     */
    @WithDefault("1")
    short replication();

    /** How long Kafka keeps requests. The results are on {@code backup-events}, which is kept forever. */
    @WithDefault("30d")
    Duration requestRetention();

    /** How long Kafka keeps dead letters. */
    @WithDefault("90d")
    Duration deadLetterRetention();

    /** How long rows stay in the outbox table after they were sent, for diagnosis. */
    @WithDefault("7d")
    Duration outboxRetention();
}
