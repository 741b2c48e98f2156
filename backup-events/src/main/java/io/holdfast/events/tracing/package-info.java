/** One trace from a request to everything that follows from it, through the log and whatever time lies between. */
@NullMarked
package io.holdfast.events.tracing;

import org.jspecify.annotations.NullMarked;
