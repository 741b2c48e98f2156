/** One trace from a request to all its results, across the event log and any delay. */
@NullMarked
package io.holdfast.events.tracing;

import org.jspecify.annotations.NullMarked;
