/** The metrics of retention-service. */
@NullMarked
package io.holdfast.retention.metrics;

import org.jspecify.annotations.NullMarked;
