/** Metrics of restores. */
@NullMarked
package io.holdfast.restore.metrics;

import org.jspecify.annotations.NullMarked;
