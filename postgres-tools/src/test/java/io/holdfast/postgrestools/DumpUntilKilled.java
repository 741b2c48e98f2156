package io.holdfast.postgrestools;

import java.time.Duration;

/** A worker in a JVM of its own: starts pg_dump on a thread that then ends, says its process id, and waits to be killed. */
final class DumpUntilKilled {

    private DumpUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
        Connection connection = Connection.to("127.0.0.1", Integer.parseInt(arguments[0]), "postgres", "app")
                .withPassword(ScratchServer.PASSWORD);
        PgDump.Options options = new PgDump.Options(false, Compression.parse("none"), Duration.ofMinutes(5), 0);
        RunningProgram[] started = new RunningProgram[1];
        Thread starter = new Thread(() -> {
            try {
                started[0] = new PgDump(ScratchServer.programs(), connection, options).start();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        starter.start();
        starter.join();
        System.out.println(started[0].pid());
        started[0].await();
    }
}
