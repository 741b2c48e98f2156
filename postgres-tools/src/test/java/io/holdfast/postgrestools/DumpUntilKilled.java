package io.holdfast.postgrestools;

/** A worker in a separate JVM: starts pg_dump on a thread that then ends, prints its process id, and waits to be killed. */
final class DumpUntilKilled {

    static final String PASSWORD = "DUMP_UNTIL_KILLED_PASSWORD";

    private DumpUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseConnection connection = DatabaseConnection.to(
                        "127.0.0.1", Integer.parseInt(arguments[0]), "postgres", "app")
                .withPassword(Secret.of(System.getenv(PASSWORD)));
        RunningProgram[] started = new RunningProgram[1];
        Thread starter = new Thread(() -> {
            try {
                started[0] = new PgDump(TestConnections.programs(), connection, TestConnections.options("none", false))
                        .start();
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
