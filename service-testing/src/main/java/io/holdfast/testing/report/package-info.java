/** The report of a test run. */
@NullMarked
package io.holdfast.testing.report;

import org.jspecify.annotations.NullMarked;
