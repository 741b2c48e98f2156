package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.Optional;

/** The state of the target of a restore. */
public sealed interface TargetState {

    /** No target is configured for this database. */
    record NotConfigured() implements TargetState {}

    /** @param reason stable code, such as {@code target_unreachable} */
    record NotSeen(String reason, String message) implements TargetState {}

    /**
     *
     * @param version version of the server
     * @param superuser name of the restoring role, if it is a superuser
     * @param names names of all databases on the server
     * @param live the live database, if it exists
     * @param obstacles obstacles of the server for this archive
     * @param notes differences to the source
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

    /** @param sessions short descriptions of the connected sessions */
    record Live(long bytes, List<String> sessions) {

        public Live {
            sessions = List.copyOf(sessions);
        }
    }
}
