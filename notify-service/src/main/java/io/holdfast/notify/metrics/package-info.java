/** Metrics of notify-service. */
@NullMarked
package io.holdfast.notify.metrics;

import org.jspecify.annotations.NullMarked;
