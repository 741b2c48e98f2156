/** What a run of the tests shows to a person. */
@NullMarked
package io.holdfast.testing.report;

import org.jspecify.annotations.NullMarked;
