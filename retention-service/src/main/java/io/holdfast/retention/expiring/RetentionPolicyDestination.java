package io.holdfast.retention.expiring;

/**
 * A configured destination, in the policy of one database.
 *
 * @param isOffSite whether the destination survives the loss of the host
 * @param isWanted whether every backup of the database should have a copy at the destination
 */
public record RetentionPolicyDestination(String destination, boolean isOffSite, boolean isWanted) {

    public static final RetentionPolicyDestination LOCAL = new RetentionPolicyDestination("local", false, true);
}
