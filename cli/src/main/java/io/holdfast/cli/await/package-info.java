/** When is what was asked for reached, or out of reach? Knows only the vocabulary. */
@NullMarked
package io.holdfast.cli.await;

import org.jspecify.annotations.NullMarked;
