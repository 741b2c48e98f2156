/** What the house rules are there to find. */
@NullMarked
package io.holdfast.e2e.architecture.offending.domain;

import org.jspecify.annotations.NullMarked;
