package io.holdfast.restoreengine.refusal;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents.Entry;

/**
 * An archive entry that pg_restore could not restore.
 *
 * @param sqlState SQLSTATE of the second attempt; {@link #ACCEPTED} if that succeeded, empty if there was none
 * @param sentence the reason, without the message of the server, which may quote rows
 */
public record RefusedArchiveEntry(Entry entry, String sqlState, ArchiveEntryErrorCause cause, String sentence) {

    /** SQLSTATE {@code successful_completion}. */
    public static final String ACCEPTED = "00000";

    /** Whether the second attempt restored the entry. */
    public boolean isRestored() {
        return sqlState.equals(ACCEPTED);
    }

    /** The object, the reason and the SQLSTATE for an event. */
    public Finding finding() {
        boolean hasState = !isRestored() && !sqlState.isEmpty();
        return new Finding(
                cause.code(), object() + ": " + (hasState ? withSqlState() : sentence), hasState ? sqlState : null);
    }

    private String withSqlState() {
        int hint = sentence.indexOf(". hint:");
        int end = hint < 0 ? sentence.length() : hint;
        return sentence.substring(0, end) + " (SQLSTATE " + sqlState + ")" + sentence.substring(end);
    }

    /** Whether the object exists or is not needed. */
    public boolean isHarmless() {
        return cause.blame() == ArchiveEntryErrorCause.Blame.NOTHING;
    }

    /** Type and name, such as {@code index public.orders_by_day}. */
    public String object() {
        return entry.label();
    }
}
