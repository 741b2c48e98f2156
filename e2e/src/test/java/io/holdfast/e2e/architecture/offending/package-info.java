/** Violations that the rules must find. */
@NullMarked
package io.holdfast.e2e.architecture.offending;

import org.jspecify.annotations.NullMarked;
