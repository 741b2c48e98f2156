package io.holdfast.events;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The label of a backup that restore-service requests before a restore in place. Such a backup contains the data that the restore replaces,
 * in most cases damaged data. Therefore {@code latest} never refers to it, in restores, drills and all commands; an operator must specify
 * it.
 */
public final class PreRestoreBackupLabel {

    private static final String BEGINNING = "before restore ";
    private static final Pattern LABEL = Pattern.compile(BEGINNING + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private PreRestoreBackupLabel() {}

    public static String of(UUID restore) {
        return BEGINNING + restore;
    }

    /**
     * Whether a backup was made before a restore. Another requester may use the same label, which then has no meaning. Nobody can claim a
     * service's source, because dump-service refuses it on the topic of requesters.
     *
     * @param request the request of the backup; absent if it was found at a destination or imported, in which case the manifest has the
     * label
     */
    public static boolean marks(@Nullable RequestRef request, @Nullable String label) {
        return label != null
                && LABEL.matcher(label).matches()
                && (request == null || ServiceEventSource.isReserved(request.source()));
    }
}
