/** The time limit of a test run. */
@NullMarked
package io.holdfast.testing.limit;

import org.jspecify.annotations.NullMarked;
