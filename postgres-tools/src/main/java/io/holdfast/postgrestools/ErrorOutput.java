package io.holdfast.postgrestools;

/** What a program wrote to stderr: at most 64 KiB of its head and tail, shown only without passwords and connection strings, and printable. */
public final class ErrorOutput {

    private final String raw;
    private final SecretRedaction redaction;

    ErrorOutput(String raw, SecretRedaction redaction) {
        this.raw = raw;
        this.redaction = redaction;
    }

    /** For the service's own books and operators. It may quote rows of the database, so it must not go into an event. */
    public String text() {
        return PrintableServerText.lines(redaction.of(raw));
    }

    @Override
    public String toString() {
        return text();
    }
}
