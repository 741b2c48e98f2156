/** One stored copy, brought near and found to be what was sealed. */
@NullMarked
package io.holdfast.restoreengine.archive;

import org.jspecify.annotations.NullMarked;
