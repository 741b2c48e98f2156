package io.holdfast.postgrestools;

/**
 * How a program ended.
 *
 * @param exitCode 0 for success; 128 plus the signal's number when a signal ended it
 * @param complaint its stderr; a success may have warnings in it
 */
public record Ended(int exitCode, Complaint complaint) {

    private static final int SIGNALLED = 128;

    /** Only this makes its output worth keeping: a broken pg_dump leaves plausible bytes behind. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    boolean killed() {
        return exitCode > SIGNALLED;
    }

    int signal() {
        return exitCode - SIGNALLED;
    }
}
