package io.holdfast.events;

import java.util.stream.Stream;

/** The topics and who may write them (design 2). Keys are database ids, so that a database's events stay in order. */
public enum Topic {
    /** Anyone may ask for a backup. */
    BACKUP_REQUESTS("backup-requests"),
    /** Only the scheduler and restore-service may write: the backups that Holdfast itself asks for. */
    SERVICE_REQUESTS("service-requests"),
    /** Only operators may write: holds, releases, acceptances, restores. */
    OPERATOR_REQUESTS("operator-requests"),
    /** Only Holdfast's services write, anyone may read; kept for ever. */
    BACKUP_EVENTS("backup-events"),
    /** Bytes and percent while a dump runs; kept an hour. */
    BACKUP_PROGRESS("backup-progress");

    /** With fewer replicas, a record is on one broker alone whenever another one is away. */
    public static final int REPLICAS_TO_LOSE_ONE = 3;

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    /** Whether messages here ask for something; the other topics tell what happened. */
    public boolean takesRequests() {
        return switch (this) {
            case BACKUP_REQUESTS, SERVICE_REQUESTS, OPERATOR_REQUESTS -> true;
            case BACKUP_EVENTS, BACKUP_PROGRESS -> false;
        };
    }

    /** Whether a topic of this name takes requests. */
    public static boolean takesRequests(String topicName) {
        return Stream.of(values()).anyMatch(topic -> topic.takesRequests() && topic.topicName.equals(topicName));
    }

    /** Where records of this topic go that nobody could read. */
    public String deadLetterName() {
        return deadLetterName(topicName);
    }

    public static String deadLetterName(String topicName) {
        return topicName + "-dead-letter";
    }

    /**
     * Whether the broker has to write each record of a topic to its disk before it acknowledges it: because no second broker has to have it,
     * and it may not be lost, as progress may.
     *
     * @param topicName false if it is neither a topic of Holdfast's nor the topic of its dead letters
     * @param replicas that the topic has
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
                .orElseThrow(() -> new IllegalArgumentException("no topic of Holdfast's is called " + topicName));
    }
}
