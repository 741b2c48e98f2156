package io.holdfast.cli.context;

/** How the {@code holdfast} command ends; a script may rely on the numbers. */
public enum ExitCode {
    OK(0, "what was asked for is done, or what was waited for is reached"),
    UNEXPECTED(1, "something unexpected went wrong, or 'doctor' found a failure"),
    USAGE(2, "the command was used wrongly, or names something unknown"),
    REJECTED(3, "Holdfast understood the request and refused it"),
    FAILED(4, "the backup failed and was given up"),
    CANCELLED(5, "the backup was cancelled"),
    CONDEMNED(6, "the backup was made and is proven bad"),
    SUSPECTED(7, "the backup is readable but suspicious; a person may accept it"),
    INCONCLUSIVE(8, "the backup could not be checked; nothing is known for or against it"),
    TIMEOUT(9, "the time given by --timeout is over; the work goes on"),
    UNREACHABLE(10, "the broker or a service could not be reached"),
    OBSTACLES(11, "the restore was planned and cannot be carried out as things are; nothing was touched"),
    UNAPPROVED(12, "the restore was planned and nobody approved it; nothing was touched"),
    UNRESTORED(13, "the restore failed; the database that served before serves still"),
    UNDRILLED(14, "the drill failed: the backup does not restore, or its contents differ"),
    BROKEN(15, "the evidence is not whole: something was removed, altered or put elsewhere"),
    UNCOMPARED(16, "the evidence is whole in itself, and could not all be compared with the log or with its page"),
    PARTLY(17, "the restore brought back what can be brought back; its findings name what is missing");

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
