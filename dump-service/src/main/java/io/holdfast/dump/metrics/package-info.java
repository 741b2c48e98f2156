/** Metrics of dump-service. */
@NullMarked
package io.holdfast.dump.metrics;

import org.jspecify.annotations.NullMarked;
