package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * Listens for the end of a restore or a drill.
 *
 * @param <T> how it can end
 */
public interface LongTaskWatch<T> {

    /** Whether the event tells of this work, its end included. */
    boolean concerns(BackupEvent event);

    /** Whether progress under this id is this work's. */
    boolean isOf(UUID work);

    /** The end, if this event is it. */
    Optional<T> onEvent(BackupEvent event);

    /** The end, where nobody can read the request. */
    T unreadable(String reason);

    /** The end of the waiting, where the work goes on. */
    T outOfTime();
}
