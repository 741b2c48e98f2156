/** Sinks and deliveries in the catalog. */
@NullMarked
package io.holdfast.notify.postgres;

import org.jspecify.annotations.NullMarked;
