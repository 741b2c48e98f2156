/** What the house rules are there to find. */
@NullMarked
package io.holdfast.localstack.testing.offending.domain;

import org.jspecify.annotations.NullMarked;
