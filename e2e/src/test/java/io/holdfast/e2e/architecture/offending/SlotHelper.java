package io.holdfast.e2e.architecture.offending;

import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Breaks every rule that a service could break. */
final class SlotHelper {

    @Inject
    @Nullable
    Object injected;

    Instant readsSystemClock() {
        return Instant.now();
    }

    long readsSystemClockInAnotherWay() {
        return System.currentTimeMillis();
    }

    Supplier<Instant> passesReferenceToSystemClock() {
        return Instant::now;
    }

    ProcessBuilder runsAProgram() {
        return new ProcessBuilder("true");
    }

    Process runsItInAnotherWay() throws IOException {
        return Runtime.getRuntime().exec(new String[] {"true"});
    }

    Connection signsIn() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql:slots");
    }

    @Nullable
    Connection signsInByTheDriver() throws SQLException {
        return new Driver().connect("jdbc:postgresql:slots", new Properties());
    }

    Connection signsInByASource() throws SQLException {
        return new PGSimpleDataSource().getConnection();
    }

    void sleeps() throws InterruptedException {
        Thread.sleep(Duration.ZERO);
    }

    void sleepsInAnotherWay() throws InterruptedException {
        TimeUnit.SECONDS.sleep(0);
    }
}
