package io.holdfast.events;

import java.util.stream.Stream;

/** The topics and their writers (design 2). Keys are database ids, so that the events of a database stay in order. */
public enum Topic {
    /** Any client may request a backup. */
    BACKUP_REQUESTS("backup-requests"),
    /** Only the scheduler and restore-service may write: backups that Holdfast itself requests. */
    SERVICE_REQUESTS("service-requests"),
    /** Only operators may write: holds, releases, acceptances, restores. */
    OPERATOR_REQUESTS("operator-requests"),
    /** Only Holdfast's services may write, everyone may read; kept forever. */
    BACKUP_EVENTS("backup-events"),
    /** Bytes and percent of running dumps; kept for one hour. */
    BACKUP_PROGRESS("backup-progress");

    /** With fewer replicas, a record is on a single broker whenever another one is unavailable. */
    public static final int REPLICAS_TO_LOSE_ONE = 3;

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    /** Whether the messages of this topic are requests; the other topics contain events. */
    public boolean takesRequests() {
        return switch (this) {
            case BACKUP_REQUESTS, SERVICE_REQUESTS, OPERATOR_REQUESTS -> true;
            case BACKUP_EVENTS, BACKUP_PROGRESS -> false;
        };
    }

    /** Whether a topic with this name contains requests. */
    public static boolean takesRequests(String topicName) {
        return Stream.of(values()).anyMatch(topic -> topic.takesRequests() && topic.topicName.equals(topicName));
    }

    /** The topic for dead letters of this topic. */
    public String deadLetterName() {
        return deadLetterName(topicName);
    }

    public static String deadLetterName(String topicName) {
        return topicName + "-dead-letter";
    }

    /**
     * Whether the broker must write each record of a topic to its disk before it acknowledges the record. This is required if no second
     * broker must have the record, and the record must not be lost. Progress records may be lost.
     *
     * @param topicName the result is false if it is neither a topic of Holdfast nor a dead-letter topic
     * @param replicas number of the topic's replicas
     */
    public static boolean requiresFlush(String topicName, int replicas) {
        return replicas < REPLICAS_TO_LOSE_ONE
                && Stream.of(values())
                        .filter(topic -> topic != BACKUP_PROGRESS)
                        .anyMatch(
                                topic -> topicName.equals(topic.topicName) || topicName.equals(topic.deadLetterName()));
    }

    /** @throws IllegalArgumentException if Holdfast has no such topic */
    public static Topic named(String topicName) {
        return Stream.of(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Holdfast has no topic " + topicName));
    }
}
