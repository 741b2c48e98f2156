/** Forgetting: what may go, when, and the conversation on the log that comes before anything goes. */
@NullMarked
package io.holdfast.retention.expiring;

import org.jspecify.annotations.NullMarked;
