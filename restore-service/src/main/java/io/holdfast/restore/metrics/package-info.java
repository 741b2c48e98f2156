/** How restores stand, in numbers, and what a restore needs. */
@NullMarked
package io.holdfast.restore.metrics;

import org.jspecify.annotations.NullMarked;
