package io.holdfast.postgrestools;

/**
 * How a program ended.
 *
 * @param exitCode 0 for success; 128 plus the signal's number if a signal ended it
 * @param complaint its output to stderr, which can contain warnings of a successful run
 */
public record ProgramExitResult(int exitCode, ProgramErrorOutput complaint) {

    private static final int SIGNALLED = 128;
    private static final int SIGPIPE = 13;

    /** Whether its output can be used. A failed pg_dump leaves plausible bytes. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Whether a signal ended it, for example the kernel's out-of-memory killer. */
    public boolean killed() {
        return exitCode > SIGNALLED;
    }

    /** Number of the signal that ended it; meaningless unless {@link #killed()}. */
    public int signal() {
        return exitCode - SIGNALLED;
    }

    /** Whether the reader of its output ended first: the failure is not the program's. */
    public boolean lostItsReader() {
        return signal() == SIGPIPE;
    }
}
