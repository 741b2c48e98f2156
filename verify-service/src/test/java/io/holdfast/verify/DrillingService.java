package io.holdfast.verify;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Common parts of drill tests. */
abstract class DrillingService extends RunningService {

    DrillEvent drilled(String database) {
        return drilled(source(database).complete(BackupKind.FULL, DAY_1));
    }

    DrillEvent drilled(BackupCompleted completed) {
        verified(completed);
        return log.await(DrillEvent.class, drill -> switch (drill) {
            case DrillCompleted done -> done.backup().equals(completed.backup());
            case DrillFailed failed -> failed.backup().equals(completed.backup());
            case DrillImpossible none -> none.backup().equals(completed.backup());
            case DrillStarted started -> false;
            case DrillOverdue overdue -> false;
        });
    }

    static List<String> leftOn(PostgresServer server, UUID drill) throws SQLException {
        String part = drill.toString().replace("-", "").substring(0, 12);
        return databases(server).stream().filter(name -> name.contains(part)).toList();
    }

    static List<String> databases(PostgresServer server) throws SQLException {
        return names(server, "select datname from pg_database");
    }

    static List<String> roles(PostgresServer server) throws SQLException {
        return names(server, "select rolname from pg_roles");
    }

    private static List<String> names(PostgresServer server, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = server.connect("postgres");
                ResultSet row = connection.createStatement().executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
