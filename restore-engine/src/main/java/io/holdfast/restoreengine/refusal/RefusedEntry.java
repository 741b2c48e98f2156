package io.holdfast.restoreengine.refusal;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents.Entry;

/**
 * An entry of an archive that pg_restore could not restore.
 *
 * @param sqlState of the second attempt; {@link #ACCEPTED} if that one succeeded, empty if there was none
 * @param sentence why, without the server's words, which may quote rows
 */
public record RefusedEntry(Entry entry, String sqlState, RefusalCause cause, String sentence) {

    /** PostgreSQL's {@code successful_completion}. */
    public static final String ACCEPTED = "00000";

    /** Whether the second attempt restored it. */
    public boolean isRestored() {
        return sqlState.equals(ACCEPTED);
    }

    /** For an event: the object, the reason and the SQLSTATE. */
    public Finding finding() {
        boolean hasState = !isRestored() && !sqlState.isEmpty();
        return new Finding(
                cause.code(),
                object() + ": " + sentence + (hasState ? " (SQLSTATE " + sqlState + ")" : ""),
                hasState ? sqlState : null);
    }

    /** Whether the object is there, or is one that nobody misses. */
    public boolean isHarmless() {
        return cause.blame() == RefusalCause.Blame.NOTHING;
    }

    /** Its kind and name, such as {@code index public.orders_by_day}. */
    public String object() {
        return entry.label();
    }
}
