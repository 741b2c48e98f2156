package io.holdfast.postgrestools;

/**
 * How a program ended.
 *
 * @param exitCode 0 for success; 128 plus the signal's number when a signal ended it
 * @param complaint its stderr; a success may have warnings in it
 */
public record ExitResult(int exitCode, ErrorOutput complaint) {

    private static final int SIGNALLED = 128;
    private static final int SIGPIPE = 13;

    /** Only this makes its output worth keeping: a broken pg_dump leaves plausible bytes behind. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Whether a signal ended it, for example the kernel's when memory ran out. */
    public boolean killed() {
        return exitCode > SIGNALLED;
    }

    /** Number of the signal that ended it; of no meaning unless {@link #killed()}. */
    public int signal() {
        return exitCode - SIGNALLED;
    }

    /** Whether nobody read its output any more: it is not the program that failed. */
    public boolean lostItsReader() {
        return signal() == SIGPIPE;
    }
}
