/** What is heard on backup-events, and how far it has been heard. */
@NullMarked
package io.holdfast.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
