/**
 * Benchmarks of Holdfast's costs, as ratios measured within one run. They are not tests: absolute times depend on the
 * machine.
 */
@NullMarked
package io.holdfast.bench;

import org.jspecify.annotations.NullMarked;
