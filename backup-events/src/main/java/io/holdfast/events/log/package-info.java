/** The event log as seen by a service: received messages, offsets, and the outbox of messages to publish. */
@NullMarked
package io.holdfast.events.log;

import org.jspecify.annotations.NullMarked;
