package io.holdfast.cli.context;

/** Exit codes of the {@code holdfast} command. The numbers are stable, so that scripts can use them. */
public enum ExitCode {
    OK(0, "the request is done, or the awaited state is reached"),
    UNEXPECTED(1, "an unexpected error occurred, or a check of 'doctor' failed"),
    USAGE(2, "the arguments are invalid, or name something that does not exist"),
    REJECTED(3, "a service rejected the request"),
    FAILED(4, "the backup failed, and is not retried"),
    CANCELLED(5, "the backup was cancelled"),
    CONDEMNED(6, "the backup is corrupt"),
    SUSPECTED(7, "the backup is readable and suspicious; an operator can accept it"),
    INCONCLUSIVE(8, "the backup could not be checked, so its state is unknown"),
    TIMEOUT(9, "--timeout has expired; the operation continues"),
    UNREACHABLE(10, "the broker or a service is not reachable"),
    OBSTACLES(11, "the restore plan has obstacles; nothing was changed"),
    UNAPPROVED(12, "the restore plan was not approved; nothing was changed"),
    UNRESTORED(13, "the restore failed; the live database is unchanged"),
    UNDRILLED(14, "the drill failed: the backup cannot be restored, or its contents differ"),
    BROKEN(15, "the evidence was changed: records were removed, altered or moved"),
    UNCOMPARED(16, "the evidence is consistent, but could not be fully compared with the event log or its HTML page"),
    PARTLY(17, "the restore is incomplete; its findings list the missing objects");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
