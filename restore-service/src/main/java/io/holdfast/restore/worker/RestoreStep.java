package io.holdfast.restore.worker;

import java.util.Locale;

/** The steps of a restore, in order. */
enum RestoreStep {
    SETTLE,
    STAGE,
    CREATE,
    RESTORE,
    RETRY,
    COMPARE,
    HOOK_BEFORE,
    CLOSE_DOORS,
    SWAP,
    REPLACE,
    HOOK_AFTER,
    PROBE,
    TAKE_BACK,
    DROP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
