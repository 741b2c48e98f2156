package io.holdfast.retention.expiring;

/**
 * A configured destination, as the policy of one database sees it.
 *
 * @param isOffSite whether it survives the loss of the host
 * @param isWanted whether every backup of the database should lie there
 */
public record PolicyDestination(String destination, boolean isOffSite, boolean isWanted) {

    public static final PolicyDestination LOCAL = new PolicyDestination("local", false, true);
}
