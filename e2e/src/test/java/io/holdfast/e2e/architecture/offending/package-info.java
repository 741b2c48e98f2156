/** What the house rules are there to find. */
@NullMarked
package io.holdfast.localstack.testing.offending;

import org.jspecify.annotations.NullMarked;
