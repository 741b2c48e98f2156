package io.holdfast.postgrestools;

/** A program's output to stderr: at most 64 KiB of its start and end, printable, without passwords and connection strings. */
public final class ProgramErrorOutput {

    private final String raw;
    private final SecretRedaction redaction;

    ProgramErrorOutput(String raw, SecretRedaction redaction) {
        this.raw = raw;
        this.redaction = redaction;
    }

    /** For the service's tables and log. The text can quote rows of the database, so it must not be published in an event. */
    public String text() {
        return ServerTextSanitizer.lines(redaction.of(raw));
    }

    @Override
    public String toString() {
        return text();
    }
}
