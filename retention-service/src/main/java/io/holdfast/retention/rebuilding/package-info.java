/** Rebuilding: the books are made again from what lies at the destinations, and foreign dumps are taken into them. */
@NullMarked
package io.holdfast.retention.rebuilding;

import org.jspecify.annotations.NullMarked;
