package io.holdfast.events;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The label of a backup that restore-service requests before a restore in place. Such a backup has what was to be replaced, in most cases the
 * damage. So {@code latest} never means it, for restores, drills and every command; a person names it.
 */
public final class PreRestoreLabel {

    private static final String BEGINNING = "before restore ";
    private static final Pattern LABEL = Pattern.compile(BEGINNING + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private PreRestoreLabel() {}

    public static String of(UUID restore) {
        return BEGINNING + restore;
    }

    /**
     * Whether a backup was made before a restore. Another requester may use the same label, which then means nothing; a service's source
     * cannot be claimed, because dump-service refuses it on the requesters' topic.
     *
     * @param request that it answers; absent for one that was found at a destination or imported, whose manifest kept the label
     */
    public static boolean marks(@Nullable RequestRef request, @Nullable String label) {
        return label != null
                && LABEL.matcher(label).matches()
                && (request == null || ServiceEventSource.isReserved(request.source()));
    }
}
