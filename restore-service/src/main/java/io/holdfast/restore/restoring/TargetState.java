package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.Optional;

/** What was seen where the backup is to be restored. */
public sealed interface TargetState {

    /** No target is configured for this database. */
    record NotConfigured() implements TargetState {}

    /** @param reason stable word, such as {@code target_unreachable} */
    record NotSeen(String reason, String message) implements TargetState {}

    /**
     * @param version of the server
     * @param superuser name of the role that restores, where it is a superuser
     * @param names of all databases there
     * @param live the live database, where it exists
     * @param obstacles of the server against this archive
     * @param notes what is different there
     */
    record Seen(
            String version,
            Optional<String> superuser,
            boolean mayCreateDatabases,
            List<String> names,
            Optional<Live> live,
            List<Finding> obstacles,
            List<Finding> notes)
            implements TargetState {

        public Seen {
            names = List.copyOf(names);
            obstacles = List.copyOf(obstacles);
            notes = List.copyOf(notes);
        }
    }

    /** @param sessions who is connected, each in a few words */
    record Live(long bytes, List<String> sessions) {

        public Live {
            sessions = List.copyOf(sessions);
        }
    }
}
