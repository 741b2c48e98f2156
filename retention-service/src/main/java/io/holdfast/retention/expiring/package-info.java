/** Retention: which backups expire and when, and the announcement on the event log before any deletion. */
@NullMarked
package io.holdfast.retention.expiring;

import org.jspecify.annotations.NullMarked;
