/** The destinations, as retention uses them. */
@NullMarked
package io.holdfast.retention.storage;

import org.jspecify.annotations.NullMarked;
