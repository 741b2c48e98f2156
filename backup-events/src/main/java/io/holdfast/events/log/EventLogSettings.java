package io.holdfast.events.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of a service's dealings with the log. */
@ConfigMapping(prefix = "holdfast.log")
interface EventLogSettings {

    /** Topics whose unreadable records this service writes to the dead letters; the others' are only counted. */
    Optional<Set<String>> keeperOf();

    /** Whether missing topics are created at start-up; a cluster that declares its topics says no. */
    @WithDefault("true")
    boolean createTopics();

    /** Partitions of a topic created here. A database's events share one partition. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a topic created here; 3 on a real cluster, two of which then have to acknowledge. With fewer, the broker writes to its disk before it acknowledges. */
    @WithDefault("1")
    short replication();

    /** How long requests stay readable; they are answered on {@code backup-events}, which is kept for ever. */
    @WithDefault("30d")
    Duration requestRetention();

    /** How long dead letters stay readable. */
    @WithDefault("90d")
    Duration deadLetterRetention();

    /** How long sent rows stay in the outbox, for people who want to look. */
    @WithDefault("7d")
    Duration outboxRetention();
}
