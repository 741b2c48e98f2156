package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * Follows the events of a restore or a drill until its end.
 *
 * @param <T> its results
 */
public interface RestoreOrDrillWatcher<T> {

    /** Whether the event is about this restore or drill, including its end. */
    boolean concerns(BackupEvent event);

    /** Whether the id is the id of this restore or drill. */
    boolean isOf(UUID work);

    /** The result, if this event decides it. */
    Optional<T> onEvent(BackupEvent event);

    /** The result if no service could read the request. */
    T unreadable(String reason);

    /** The result if the timeout expires first. */
    T outOfTime();
}
