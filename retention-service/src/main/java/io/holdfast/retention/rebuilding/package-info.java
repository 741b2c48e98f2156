/** Rebuilding the backup records from the destinations, and importing foreign dumps. */
@NullMarked
package io.holdfast.retention.rebuilding;

import org.jspecify.annotations.NullMarked;
