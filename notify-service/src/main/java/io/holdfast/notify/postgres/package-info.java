/** The books of sinks and deliveries. */
@NullMarked
package io.holdfast.notify.postgres;

import org.jspecify.annotations.NullMarked;
