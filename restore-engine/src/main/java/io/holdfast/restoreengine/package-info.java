/** Restores an archive into a database and compares the two. Drills and restores use the same code. */
@NullMarked
package io.holdfast.restoreengine;

import org.jspecify.annotations.NullMarked;
