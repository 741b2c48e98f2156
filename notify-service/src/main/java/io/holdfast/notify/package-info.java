/** notify-service: delivers the events on backup-events to the configured sinks, without loss. */
@NullMarked
package io.holdfast.notify;

import org.jspecify.annotations.NullMarked;
