/** What Holdfast costs, as ratios measured within one run. Nothing here is a test: times are of the machine that they were taken on. */
@NullMarked
package io.holdfast.bench;

import org.jspecify.annotations.NullMarked;
