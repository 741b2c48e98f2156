package io.holdfast.retention.expiring;

/**
 * A configured destination, as the policy of one database sees it.
 *
 * @param isOffSite whether it survives the loss of the host
 * @param isWanted whether every backup of the database should lie there
 */
public record Place(String destination, boolean isOffSite, boolean isWanted) {

    public static final Place LOCAL = new Place("local", false, true);
}
