/** Telling others: what stands on backup-events is delivered to the sinks that are configured, and nothing of it is lost. */
@NullMarked
package io.holdfast.notify;

import org.jspecify.annotations.NullMarked;
