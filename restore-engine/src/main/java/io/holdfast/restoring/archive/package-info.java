/** One stored copy, brought near and found to be what was sealed. */
@NullMarked
package io.holdfast.restoring.archive;

import org.jspecify.annotations.NullMarked;
