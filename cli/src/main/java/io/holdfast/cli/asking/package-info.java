/** Commands that change something; they do it only by publishing a request. */
@NullMarked
package io.holdfast.cli.asking;

import org.jspecify.annotations.NullMarked;
