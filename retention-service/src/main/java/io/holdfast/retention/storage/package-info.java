/** The destinations, as retention sees them. */
@NullMarked
package io.holdfast.retention.storage;

import org.jspecify.annotations.NullMarked;
