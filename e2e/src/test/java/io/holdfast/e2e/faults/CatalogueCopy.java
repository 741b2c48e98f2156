package io.holdfast.e2e.faults;

import io.holdfast.e2e.Installation;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ServiceProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A copy of the catalog at one moment, which can be restored later. */
final class CatalogueCopy {

    private static final String KEPT = "catalogue_of_an_hour_ago";

    private final Installation installation;

    private CatalogueCopy(Installation installation) {
        this.installation = installation;
    }

    /** PostgreSQL copies a database only while nobody uses it, so the services are paused for a moment. */
    static CatalogueCopy of(Installation installation) {
        LocalStack.SERVICES.forEach(name -> installation.stack().service(name).ifPresent(ServiceProcess::terminate));
        replace(installation.catalogue(), KEPT, LocalStack.CATALOGUE);
        installation.heal();
        return new CatalogueCopy(installation);
    }

    void restore() {
        replace(installation.catalogue(), LocalStack.CATALOGUE, KEPT);
    }

    private static void replace(PostgresServer server, String target, String template) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet ended = statement.executeQuery("select pg_terminate_backend(pid) from pg_stat_activity where"
                    + " datname in ('" + target + "', '" + template + "')")) {
                while (ended.next()) {
                    ended.getBoolean(1);
                }
            }
            statement.execute("drop database if exists " + target + " with (force)");
            statement.execute("create database " + target + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot copy the catalog", e);
        }
    }
}
