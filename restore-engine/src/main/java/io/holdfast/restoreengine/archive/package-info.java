/** Fetches, decrypts, checks and reads one stored copy of an archive. */
@NullMarked
package io.holdfast.restoreengine.archive;

import org.jspecify.annotations.NullMarked;
