/** Commands that only look. */
@NullMarked
package io.holdfast.cli.reading;

import org.jspecify.annotations.NullMarked;
