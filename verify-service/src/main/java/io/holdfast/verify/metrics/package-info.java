/** Metrics of verify-service, and probes that the doctor uses too. */
@NullMarked
package io.holdfast.verify.metrics;

import org.jspecify.annotations.NullMarked;
