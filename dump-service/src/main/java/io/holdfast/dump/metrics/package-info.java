/** Figures for Prometheus. */
@NullMarked
package io.holdfast.dump.metrics;

import org.jspecify.annotations.NullMarked;
